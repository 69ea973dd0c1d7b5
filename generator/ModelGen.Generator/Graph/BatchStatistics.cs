namespace ModelGen.Generator.Graph;

/// <summary>What a training step measures over its examples, to be kept: a number each for every feature.</summary>
/// <remarks>Threads measure their slices. From means and variances of slices come those of the batch, which sums alone would not give exactly.</remarks>
/// <param name="Variance">Divided by the count, not one less.</param>
internal sealed record BatchStatistics(Value Mean, Value Variance);
