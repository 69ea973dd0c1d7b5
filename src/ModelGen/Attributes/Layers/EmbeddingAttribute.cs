namespace ModelGen;

/// <summary>
/// A learned vector for each of <paramref name="count"/> things (PyTorch's Embedding): y[…, j] = weight[x[…], j]. Takes an input of any shape, whose
/// numbers are indices, and adds a dimension of <paramref name="size"/>: words (12) become (12, size). Parameter: <c>weight</c> (count, size).
/// </summary>
/// <remarks>
/// <para>
/// Indices stand among the input's numbers, as whole numbers from 0 to count − 1; anything else is an <see cref="System.ArgumentException"/> that
/// names layer and place, before anything has changed. An input with other numbers beside indices is two inputs: give the indices a name and take them by
/// <see cref="LayerAttribute.From"/>. The gradient with respect to an index is 0.
/// </para>
/// <para>
/// The gradient is 0 but for the rows used, to each of which it adds in the order of positions. Where the update of a row without gradient is no change
/// (<see cref="SgdAttribute"/> without momentum, decay and clipping), <c>TrainBatch</c> by one thread touches the rows used alone, whatever the size of the
/// table. <c>Backward</c> writes all of <c>Gradients</c>, <c>Update</c> reads them, several threads combine them; and an optimizer with states
/// updates every row at every step, as PyTorch's does with <c>sparse=False</c>: a row goes on moving by its momentum.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(12)]                     // 12 indices, 0 to 999
/// [Embedding(1000, 16)]           // (12, 16)
/// [GlobalAveragePool]             // (16)
/// [Dense(2)]
/// public sealed partial class Words;
/// </code>
/// </example>
/// <param name="count">The number of vectors, 1 or more; at most 16,777,216 in single precision, which has no larger whole numbers without gaps.</param>
/// <param name="size">The length of a vector, 1 or more.</param>
public sealed class EmbeddingAttribute(int count, int size) : LayerAttribute
{
    /// <summary>The number of vectors.</summary>
    public int Count { get; } = count;

    /// <summary>The length of a vector.</summary>
    public int Size { get; } = size;

    /// <summary>How the vectors start. Default: normal with deviation 1, as in PyTorch. Fan-in is the number of vectors, fan-out their length.</summary>
    public Initializer Init { get; set; } = Initializer.Default;

    /// <summary>The number that <see cref="Init"/> needs: the constant, the uniform limit, the standard deviation or the gain.</summary>
    public double InitValue { get; set; }

    /// <summary>Whether training changes the vectors. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
