namespace ModelGen;

/// <summary>
/// Adds a learned vector to each step of a sequence (time, features): y[t, c] = x[t, c] + weight[t, c]; PyTorch's <c>x + embedding.weight</c> with an
/// Embedding(time, features), GPT-2's <c>wpe</c>. Parameter: <c>weight</c> (time, features).
/// </summary>
/// <remarks>A fixed table of sines and cosines instead: <see cref="PositionalEncodingAttribute"/>.</remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(12)]                     // 12 indices, 0 to 999
/// [Embedding(1000, 16)]           // (12, 16)
/// [PositionEmbedding]
/// [MultiHeadAttention(4)]
/// [GlobalAveragePool]
/// [Dense(2)]
/// public sealed partial class Sentences;
/// </code>
/// </example>
public sealed class PositionEmbeddingAttribute : LayerAttribute
{
    /// <summary>How the vectors start. Default: normal with deviation 0.02, as in GPT-2. Fan-in is the number of steps, fan-out that of the features.</summary>
    public Initializer Init { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="Init"/> needs: the constant, the uniform limit, the standard deviation or the gain.</summary>
    public double InitValue { get; set; }

    /// <summary>Whether training changes the vectors. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
