using System.Collections.Generic;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.StraightLine;

/// <summary>A pass that may become a straight line.</summary>
/// <param name="Steps">What it runs.</param>
/// <param name="Examples">How many examples it runs.</param>
/// <param name="Given">The tensors that the caller hands over, and what the method calls them.</param>
/// <param name="Buffers">Where the others are.</param>
/// <param name="UsesArena">Whether it may write to the arena; else it keeps what it must in a scratch of its own.</param>
/// <param name="Kept">The values that must be in memory in the end.</param>
/// <param name="Result">The number it returns, if any.</param>
internal sealed record StraightLineRequest(
    EquatableArray<Step> Steps,
    int Examples,
    IReadOnlyDictionary<Value, string> Given,
    BufferPlan Buffers,
    bool UsesArena,
    EquatableArray<Value> Kept,
    Value? Result,
    Layouts Layouts,
    Precision Precision)
{
    /// <summary>Fewer turns stand one after another: a loop would be hardly shorter.</summary>
    public int FewestTurns { get; init; } = 3;

    /// <summary>Whether a value must be in memory: because it is wanted there, or because it is a parameter.</summary>
    public bool IsKept(Value value) => value.Overwrites is not null || System.Linq.Enumerable.Contains(Kept, value);
}
