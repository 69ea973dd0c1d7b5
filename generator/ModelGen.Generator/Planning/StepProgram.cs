using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning;

/// <summary>The ops that one generated member runs, in order, and what must be in memory when it ends.</summary>
/// <param name="Name">Forward, Predict, Backward, Train, ….</param>
/// <param name="Kept">The values that something outside reads.</param>
internal sealed record StepProgram(string Name, EquatableArray<Op> Ops, EquatableArray<Value> Kept)
{
    /// <summary>Where threads run this program for slices of a batch: what must be of the whole batch when it ends. Null where none do.</summary>
    public EquatableArray<Value>? Whole { get; init; }

    /// <summary>Which ops read each value, itself or a view of it.</summary>
    public ILookup<Value, Op> Consumers() => Ops.SelectMany(op => op.Inputs.Select(i => i.Storage).Distinct().Select(i => (i, op))).ToLookup(p => p.i, p => p.op);

    /// <summary>Whether <paramref name="value"/> must be stored whatever becomes of its readers.</summary>
    public bool IsKept(Value value) => value.Overwrites is not null || Kept.Any(k => k.Storage == value);
}
