using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.ReferenceForm;

/// <summary>The loops of the reference form for one op, and the Maps that go on with its numbers while they are at hand.</summary>
/// <param name="Core">What is computed first; null where there are only Maps.</param>
/// <param name="Terms">The formula of what a Reduce sums up, where nothing else reads it; else null.</param>
/// <param name="Maps">In order; each has the shape of what the nest computes.</param>
internal sealed record ReferenceNest(Op? Core, MapOp? Terms, EquatableArray<MapOp> Maps)
{
    /// <summary>Of a scan, the loops of one turn; else null.</summary>
    public ReferencePass? Turn { get; init; }

    /// <summary>Of a scan, the tensors of one time that its loops find in those of all times.</summary>
    public IEnumerable<TimeSlice> Slices => Core is ScanOp scan && Turn is { } turn
        ? scan.Reads.Where(r => turn.Reads(r.One)).Concat(scan.Writes.Where(w => turn.Kept.Contains(w.One)))
        : [];

    /// <summary>What the loops go over, and all that is computed has.</summary>
    public Shape Shape => (Core ?? Maps[0]).Output.Shape;

    public IEnumerable<Value> Computed => (Core is null ? [] : Core.Outputs).Concat(Maps.SelectMany(m => m.Outputs));

    /// <summary>What it reads from memory.</summary>
    public IEnumerable<Value> Read => (Core is null ? [] : Core.Inputs.Where(i => i != Terms?.Output))
        .Concat(Terms is null ? [] : Terms.Inputs)
        .Concat(Maps.SelectMany(m => m.Inputs))
        .Where(v => !Computed.Contains(v));

    /// <summary>All that the loops name.</summary>
    public IEnumerable<Value> Named => Read.Concat(Computed).Concat(Turn is null ? [] : Turn.Nests.SelectMany(n => n.Named));

    public IEnumerable<Expr> Bodies => (Terms is null ? [] : Terms.Bodies).Concat(Maps.SelectMany(m => m.Bodies));

    /// <summary>The same loops on other tensors.</summary>
    public ReferenceNest On(Func<Value, Value> other) =>
        Turn is null ? new(Core?.On(other), (MapOp?)Terms?.On(other), Maps.Select(m => (MapOp)m.On(other)).ToEquatableArray())
        : throw new NotSupportedException("the loops of a scan have no other tensors");

    /// <summary>Whether a Map may go on where the core's number is complete.</summary>
    public bool TakesMaps => Shape.Rank > 0 && Core switch
    {
        null or ReduceOp or MaxPoolOp => true,
        ContractOp contract => IsGathered(contract),
        _ => false,
    };

    /// <summary>
    /// Whether each element of the result is one sum, each dimension's index an axis of its own; else the products are added where they belong.
    /// </summary>
    public static bool IsGathered(ContractOp contract)
    {
        Axis?[] axes = [.. contract.OutputMap.Indices.Select(i => i.SingleAxis)];
        Axis[] own = [.. axes.OfType<Axis>()];
        return own.Distinct().Count() == own.Length
            && Enumerable.Range(0, axes.Length).All(d => axes[d] is { } axis
                ? axis.Extent == contract.Result.Shape[d]
                : contract.Result.Shape[d] == 1 && contract.OutputMap.Indices[d] is { Offset: 0, Terms.Count: 0 });
    }

    /// <summary>The longest sum of the nest, for at most <paramref name="maxBatch"/> examples.</summary>
    public long LongestSum(int maxBatch) => Core switch
    {
        ContractOp c => c.Axes.Where(a => c.OutputMap.Indices.All(i => i.SingleAxis != a)).Aggregate(1L, (terms, a) => terms * (a.Extent == Shape.Batch ? maxBatch : a.Extent)),
        ReduceOp r => Elements(maxBatch, r.Source.Shape) / Elements(maxBatch, r.Result.Shape),
        RouteOp r => r.Window.Aggregate(1L, (terms, a) => terms * a.Extent),
        ScatterAddOp s => Elements(maxBatch, s.Indices.Shape),
        ScanOp => Turn!.Nests.Select(n => n.LongestSum(maxBatch)).DefaultIfEmpty(1).Max(),
        _ => 1,
    };

    private static long Elements(int maxBatch, Shape shape) => (long)shape.Length * (shape.HasBatch ? maxBatch : 1);
}
