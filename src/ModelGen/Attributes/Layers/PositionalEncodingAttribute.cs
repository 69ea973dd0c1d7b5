namespace ModelGen;

/// <summary>
/// Adds sines and cosines of the step to a sequence (time, features), so that a layer which treats all steps alike, like
/// <see cref="MultiHeadAttentionAttribute"/>, can tell them apart ("Attention Is All You Need", Vaswani et al. 2017, 3.5):
/// y[t, 2i] = x[t, 2i] + sin(t / base^(2i / features)), y[t, 2i + 1] = x[t, 2i + 1] + cos(t / base^(2i / features)), steps t and features counted from 0.
/// An odd number of features ends with a sine. Nothing is learned: the table is written into the generated code, time · features numbers.
/// </summary>
/// <remarks>After an <see cref="EmbeddingAttribute"/>, vectors of a deviation far from 1 are drowned by it or drown it: the paper scales them by √features.</remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(12)]                     // 12 indices, 0 to 999
/// [Embedding(1000, 16)]           // (12, 16)
/// [PositionalEncoding]
/// [MultiHeadAttention(4)]
/// [GlobalAveragePool]
/// [Dense(2)]
/// public sealed partial class Sentences;
/// </code>
/// </example>
public sealed class PositionalEncodingAttribute : LayerAttribute
{
    /// <summary>The longest period is 2π times as many steps, almost; 1 or more. Default 10000.</summary>
    public double Base { get; set; } = 10000;
}
