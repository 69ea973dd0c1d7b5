namespace ModelGen.Generator.Graph;

/// <summary>What a training step measures over its examples, to be kept: a number each for every feature.</summary>
/// <param name="Variance">Divided by the count, not one less.</param>
internal sealed record BatchStatistics(Value Mean, Value Variance);
