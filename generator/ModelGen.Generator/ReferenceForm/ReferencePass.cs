using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.ReferenceForm;

/// <summary>A method of the reference form.</summary>
/// <param name="Kept">What other methods read.</param>
internal sealed record ReferencePass(EquatableArray<ReferenceNest> Nests, EquatableArray<Value> Kept)
{
    /// <summary>Whether a value has a place in memory, beyond the loops that compute it.</summary>
    public bool IsStored(Value value) =>
        value.Overwrites is not null || value.Role != ValueRole.Intermediate || IsKept(value)
        || Nests.Any(n => n.Read.Any(r => r.Storage == value.Storage) && !n.Computed.Contains(value))
        || Nests.Any(n => n.Core is ScanOp scan && scan.Starts.Any(s => s.State == value));

    /// <summary>Whether a single number is a local variable of the method.</summary>
    public bool IsLocal(Value value) => value.Shape.Rank == 0 && value.Role == ValueRole.Intermediate && !IsKept(value);

    /// <summary>What the method has in memory.</summary>
    public IEnumerable<Value> Memory => Nests
        .SelectMany(n => n.Turn is { } turn
            ? turn.Memory.Where(v => n.Slices.All(s => s.One != v)).Concat(n.Slices.Select(s => s.All)).Concat(((ScanOp)n.Core!).Starts.Select(s => s.Initial).OfType<Value>())
            : n.Read.Concat(n.Computed.Where(IsStored)))
        .Select(v => v.Place)
        .Where(v => v.Role is not (ValueRole.Input or ValueRole.Target or ValueRole.ClassTarget or ValueRole.Constant) && !IsLocal(v))
        .Distinct();

    public bool Reads(string scalar) => Nests.SelectMany(n => n.Bodies).SelectMany(b => b.Descendants()).Any(e => e is Scalar s && s.Name == scalar);

    public bool Reads(Value value) => Nests.Any(n => n.Read.Any(r => r.Storage == value));

    private bool IsKept(Value value) => Kept.Any(k => k.Storage == value.Storage);
}
