using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>A max-pooling in the epilogue of what it pools.</summary>
/// <param name="Source">What is pooled; not stored.</param>
/// <param name="Result">The largest numbers.</param>
/// <param name="Cell">Which cell of its window each came from.</param>
internal sealed record FusedPool(Value Source, Value Result, Value Cell);
