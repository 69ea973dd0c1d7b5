namespace ModelGen;

/// <summary>Describes an input or an output of a model: of several, a part of each example's numbers.</summary>
/// <param name="Name">The input's name, or that of the layer whose output it is.</param>
/// <param name="Shape">Its shape, outermost dimension first.</param>
/// <param name="Offset">Where its numbers begin in those of an example.</param>
/// <param name="Length">How many they are.</param>
public sealed record TensorInfo(string Name, ValueArray<int> Shape, int Offset, int Length)
{
    /// <summary>
    /// Where the lengths of its sequences stand: which of an example's input numbers says how many of its times, the first dimension, are real; −1 where all are.
    /// </summary>
    public int LengthAt { get; init; } = -1;

    /// <summary>Whether its numbers say what an example, or each position of one, counts in the loss (<see cref="LossAttribute.SampleWeights"/>): 0 or more, and finite.</summary>
    public bool IsSampleWeights { get; init; }
}
