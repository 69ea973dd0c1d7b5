namespace ModelGen;

/// <summary>
/// Self-attention with several heads (PyTorch's MultiheadAttention with one input for all three) over a sequence (time, features): every step looks at every
/// step. With Q, K and V a head's part of the queries, keys and values, x · W + b, and d its width, features / heads:
/// softmax(Q · Kᵀ / √d) · V, the heads side by side, and a dense layer over them. Parameters: <c>in_proj_weight</c> (3 · features, features) and
/// <c>in_proj_bias</c> (3 · features), each with the rows of queries, keys and values one after the other, <c>out_proj.weight</c> (features, features) and
/// <c>out_proj.bias</c> (features).
/// </summary>
/// <remarks>What a step is, it does not know: put something of the position into its features.</remarks>
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

    /// <summary>Whether a step looks only at itself and the steps before it (PyTorch's <c>is_causal</c>): what it gives depends on nothing later. Default <see langword="false"/>.</summary>
    public bool Causal { get; set; }

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
