using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>
/// Result[ResultMap(p)] = Σ A[AMap(p)] · B[BMap(p)] with examples in the lanes of A: a Contract as the ops have it, a sum over examples, or a Contract with the
/// max-pooling after it or the routing before it. What <see cref="NestBuilder"/> brings into the normal form.
/// </summary>
/// <param name="B">Null for a sum of A alone.</param>
/// <param name="Window">Axes whose results are pooled: the largest is kept.</param>
/// <param name="Cells">Axes of the cells that a routed A goes to, the last fastest; empty if A is read as it is.</param>
internal sealed record LaneContraction(
    Value Result,
    AffineMap ResultMap,
    Value A,
    AffineMap AMap,
    Value? B,
    AffineMap? BMap,
    EquatableArray<Axis> Axes,
    EquatableArray<Axis> Window,
    EquatableArray<Axis> Cells)
{
    /// <summary>A Contract; of its operands the one with lanes comes first.</summary>
    public static LaneContraction Of(ContractOp op)
    {
        bool swaps = !op.A.Shape.HasBatch;
        (Value a, AffineMap aMap, Value b, AffineMap bMap) = swaps ? (op.B, op.BMap, op.A, op.AMap) : (op.A, op.AMap, op.B, op.BMap);
        return new LaneContraction(op.Result, op.OutputMap, a, aMap, b.Shape.Rank == 0 ? null : b, b.Shape.Rank == 0 ? null : bMap, op.Axes, [], []);
    }

    /// <summary>A sum over examples, and over all dimensions that the result does not have.</summary>
    public static LaneContraction Of(ReduceOp op)
    {
        Axis[] axes = [.. op.Source.Shape.Extents.Select((extent, d) => new Axis(d == 0 ? "b" : $"d{d}", extent))];
        int skipped = axes.Length - op.Result.Shape.Rank;
        return new LaneContraction(
            op.Result,
            new AffineMap([.. op.Result.Shape.Extents.Select((extent, d) => extent == op.Source.Shape[d + skipped] ? axes[d + skipped] : new AffineIndex([]))]),
            op.Source,
            new AffineMap([.. axes.Select(a => (AffineIndex)a)]),
            null,
            null,
            [.. axes],
            [],
            []);
    }

    /// <summary>The same with an axis replaced by an index of other axes.</summary>
    public LaneContraction Substitute(Axis axis, AffineIndex by) => this with
    {
        ResultMap = Substitute(ResultMap, axis, by),
        AMap = Substitute(AMap, axis, by),
        BMap = BMap is null ? null : Substitute(BMap, axis, by),
        Axes = [.. Axes.Where(a => a != axis).Concat(by.Terms.Select(t => t.Axis)).Distinct()],
    };

    private static AffineMap Substitute(AffineMap map, Axis axis, AffineIndex by) => new([.. map.Indices.Select(index => Substitute(index, axis, by))]);

    private static AffineIndex Substitute(AffineIndex index, Axis axis, AffineIndex by)
    {
        int coefficient = index.Terms.Where(t => t.Axis == axis).Sum(t => t.Coefficient);
        return coefficient == 0
            ? index
            : new AffineIndex(
                [.. index.Terms.Where(t => t.Axis != axis).Concat(by.Terms.Select(t => (t.Axis, t.Coefficient * coefficient)))],
                index.Offset + (coefficient * by.Offset));
    }
}
