namespace ModelGen;

/// <summary>
/// A block of a transformer (PyTorch's TransformerEncoderLayer) over a sequence (time, features): with <see cref="PreNorm"/>
/// y = x + attention(norm1(x)), then y + linear2(gelu(linear1(norm2(y)))); else y = norm1(x + attention(x)), then norm2(y + linear2(gelu(linear1(y)))).
/// The same as the layers that it is made of, <see cref="LayerNormAttribute"/>, <see cref="MultiHeadAttentionAttribute"/>, <see cref="AddAttribute"/> and
/// <see cref="DenseAttribute"/>, under PyTorch's names: <c>self_attn.in_proj_weight</c> (3 · features, features), <c>self_attn.in_proj_bias</c> (3 · features),
/// <c>self_attn.out_proj.weight</c> (features, features), <c>self_attn.out_proj.bias</c> (features), <c>linear1.weight</c> (hidden, features),
/// <c>linear1.bias</c> (hidden), <c>linear2.weight</c> (features, hidden), <c>linear2.bias</c>, <c>norm1.weight</c>, <c>norm1.bias</c>, <c>norm2.weight</c>
/// and <c>norm2.bias</c> (features).
/// </summary>
/// <remarks>
/// PyTorch's module has other defaults: <c>norm_first=False</c>, <c>activation="relu"</c>, <c>dropout=0.1</c>. What a step is, the block does not know:
/// <see cref="PositionalEncodingAttribute"/> or <see cref="PositionEmbeddingAttribute"/> before the first one, or <see cref="Rotary"/> in each, tells it.
/// After the last block with PreNorm, one more <see cref="LayerNormAttribute"/> is usual.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(12)]                                 // 12 indices, 0 to 999
/// [Embedding(1000, 16)]                       // (12, 16)
/// [PositionEmbedding]
/// [TransformerBlock(4, 64, Causal = true)]    // (12, 16)
/// [TransformerBlock(4, 64, Causal = true)]
/// [LayerNorm]
/// [Dense(1000)]                               // the next word, at every step
/// [SoftmaxCrossEntropyLoss]
/// [AdamW]
/// public sealed partial class Writer;
/// </code>
/// </example>
/// <param name="heads">The number of heads, 1 or more; the features are a multiple of it.</param>
/// <param name="hidden">The outputs of the first dense layer (PyTorch's <c>dim_feedforward</c>), 1 or more; four times the features is usual.</param>
public sealed class TransformerBlockAttribute(int heads, int hidden) : LayerAttribute
{
    /// <summary>The number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>The outputs of the first dense layer.</summary>
    public int Hidden { get; } = hidden;

    /// <summary>Whether a step looks only at itself and the steps before it: what it gives depends on no number later; NaN and infinity spread, since 0 · NaN is NaN, as in PyTorch. Default <see langword="false"/>.</summary>
    public bool Causal { get; set; }

    /// <summary>With <see cref="Causal"/>, how many steps a step looks at (<see cref="MultiHeadAttentionAttribute.Window"/>): 1 or more. Default: all of them.</summary>
    public int Window { get; set; } = int.MaxValue;

    /// <summary>Whether queries and keys are turned by their positions (<see cref="MultiHeadAttentionAttribute.Rotary"/>). Default <see langword="false"/>.</summary>
    public bool Rotary { get; set; }

    /// <summary>The base of <see cref="Rotary"/>, 1 or more. Default 10000.</summary>
    public double RotaryBase { get; set; } = 10000;

    /// <summary>Whether attention and dense layers take what is normalised, and sums stay as they are (PyTorch's <c>norm_first</c>); else the sums are normalised. Default <see langword="true"/>.</summary>
    public bool PreNorm { get; set; } = true;

    /// <summary>
    /// What follows the first dense layer, with its usual slope or α. <see cref="LayerAttribute.Activation"/> is applied to what the block gives.
    /// Default <see cref="Activation.Gelu"/>.
    /// </summary>
    public Activation Nonlinearity { get; set; } = Activation.Gelu;

    /// <summary>
    /// The share that is 0 in training, 0 or more and below 1, of the weights of attention, of what attention gives, of the hidden numbers and of what the dense
    /// layers give; the others grow by 1 / (1 − dropout). Default 0.
    /// </summary>
    public double Dropout { get; set; }

    /// <summary>What the norms add to the variance, above 0. Default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>
    /// How all weights start. Default as in the layers that the block is made of: Glorot uniform, before relu and its relatives He uniform. Biases start at 0.
    /// </summary>
    public Initializer Init { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="Init"/> needs: the constant, the uniform limit, the standard deviation or the gain.</summary>
    public double InitValue { get; set; }

    /// <summary>Whether training changes the layer's parameters; a frozen layer passes gradients on but has none itself. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
