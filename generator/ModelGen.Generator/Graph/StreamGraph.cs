using ModelGen.Generator.Common;

namespace ModelGen.Generator.Graph;

/// <summary>One time of a sequence, for a single example: a forward pass, and updates of what is carried to the next.</summary>
/// <param name="Graph">The ops, over the parameters of the network.</param>
/// <param name="States">What is carried on.</param>
internal sealed record StreamGraph(OpGraph Graph, EquatableArray<StreamState> States);

/// <summary>What a stream carries from a step to the next.</summary>
/// <param name="Value">Where it is.</param>
/// <param name="Initial">The parameter that it is before the first step; null for zeros.</param>
internal sealed record StreamState(Value Value, Value? Initial);
