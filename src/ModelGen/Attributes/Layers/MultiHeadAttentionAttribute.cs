namespace ModelGen;

/// <summary>
/// Attention with several heads (PyTorch's MultiheadAttention) over a sequence (time, features): every step looks at every step, of the sequence itself or of
/// <see cref="Memory"/>. With Q, K and V a head's part of the queries, keys and values, x · W + b, and d its width, features / heads:
/// softmax(Q · Kᵀ / √d) · V, the heads side by side, and a dense layer over them. Parameters: <c>in_proj_weight</c> (3 · features, features) and
/// <c>in_proj_bias</c> (3 · features), each with the rows of queries, keys and values one after the other, <c>out_proj.weight</c> (features, features) and
/// <c>out_proj.bias</c> (features). Of a memory with other features <c>q_proj_weight</c> (features, features), <c>k_proj_weight</c> and <c>v_proj_weight</c>
/// (features, features of the memory) stand for <c>in_proj_weight</c>, as with PyTorch's <c>kdim</c> and <c>vdim</c>.
/// </summary>
/// <remarks>
/// What a step is, it does not know: <see cref="PositionalEncodingAttribute"/>, <see cref="PositionEmbeddingAttribute"/> or <see cref="Rotary"/> tell it.
/// A whole block around it is <see cref="TransformerBlockAttribute"/>.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(16, 8)]
/// [LayerNorm]
/// [MultiHeadAttention(2)]                // (16, 8)
/// [Add("input", Name = "attended")]
/// [LayerNorm]
/// [Dense(32, Activation.Gelu)]           // at every step
/// [Dense(8)]
/// [Add("attended")]
/// [GlobalAveragePool]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [AdamW]
/// public sealed partial class Block;
/// </code>
/// </example>
/// <param name="heads">The number of heads, 1 or more; the features are a multiple of it.</param>
public sealed class MultiHeadAttentionAttribute(int heads) : LayerAttribute
{
    /// <summary>The number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>
    /// The sequence that is looked at (cross-attention): the name of a layer above or of an input. Queries come from the layer's own input, keys and values from
    /// this one, which may have another length and other features. Unless set, the layer's own input.
    /// </summary>
    public string? Memory { get; set; }

    /// <summary>
    /// Whether a step looks only at itself and the steps before it (PyTorch's <c>is_causal</c>): what it gives depends on no number later. NaN and infinity spread, since 0 · NaN is NaN, as in PyTorch, and how far depends on the tiles. A
    /// <see cref="Memory"/> then has as many steps. Default <see langword="false"/>.
    /// </summary>
    public bool Causal { get; set; }

    /// <summary>
    /// With <see cref="Causal"/>, how many steps a step looks at, itself and those just before it: 1 or more. Up to a quarter of the
    /// steps (3/8 where a head has 16 features or fewer), time and memory grow with steps · window instead of steps²; a wider one is a mask on all scores. A stream remembers no more than it. Where lengths leave no step within reach, padding is seen, as steps of zeros would be. Default: all of them.
    /// </summary>
    public int Window { get; set; } = int.MaxValue;

    /// <summary>
    /// Whether queries and keys are turned by their positions ("RoFormer", Su et al. 2021), so that their product depends on the distance between two steps:
    /// at step t, features i and i + d / 2 of a head, the pairs of GPT-NeoX and Llama, are turned by the angle t / base^(2i / d):
    /// (x cos − y sin, y cos + x sin). The width d of a head is even. Default <see langword="false"/>.
    /// </summary>
    public bool Rotary { get; set; }

    /// <summary>The base of <see cref="Rotary"/>, 1 or more. Default 10000.</summary>
    public double RotaryBase { get; set; } = 10000;

    /// <summary>Whether biases are added, in front and behind. Default <see langword="true"/>.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>The share of the weights of attention that is 0 in training, 0 or more and below 1; the others grow by 1 / (1 − dropout). Default 0.</summary>
    public double Dropout { get; set; }

    /// <summary>How the weights start. Default: Glorot uniform, as in PyTorch. Fan-in are the features, fan-out the rows.</summary>
    public Initializer Init { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="Init"/> needs: the constant, the uniform limit, the standard deviation or the gain.</summary>
    public double InitValue { get; set; }

    /// <summary>How the biases start. Default <see cref="Initializer.Zeros"/>.</summary>
    public Initializer BiasInit { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="BiasInit"/> needs: the constant, the uniform limit or the standard deviation.</summary>
    public double BiasInitValue { get; set; }

    /// <summary>Whether training changes the layer's parameters; a frozen layer passes gradients on but has none itself. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
