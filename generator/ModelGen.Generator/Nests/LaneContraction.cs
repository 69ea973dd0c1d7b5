using System;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Nests;

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
    /// <summary>The most of a result's axis in a tile.</summary>
    public const int MostChunkOfResult = 16;

    /// <summary>The longest kernel that is also written out as a whole.</summary>
    public const int SmallKernel = 7;

    private const int LargestKernel = 81;

    /// <summary>
    /// Whether there is a schedule that keeps every index inside. An index of a kernel under windows, ky + 2y + wy, has room for one loop: the window is written out,
    /// and so is the kernel or the rows. Beyond the largest kernel the code would be longer than what the JIT optimises.
    /// </summary>
    public bool HasSchedule
    {
        get
        {
            AffineIndex[] indices = [.. new[] { AMap, BMap }.OfType<AffineMap>().SelectMany(m => m.Indices).Where(i => i.Terms.Count > 2)];
            int kernel = indices.SelectMany(i => i.Terms).Where(t => Cells.Count > 0 && IsOfResult(t.Axis)).Aggregate(1, (taps, t) => taps * Math.Min(t.Axis.Extent, LargestKernel + 1));
            return kernel <= LargestKernel && indices.All(i => i.Terms.Count(t => !Window.Contains(t.Axis) && !Cells.Contains(t.Axis) && !IsWrittenOut(t.Axis)) <= 1);
        }
    }

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

    /// <summary>The largest of each window: every cell is a sum of one number.</summary>
    public static LaneContraction Of(MaxPoolOp op) =>
        new(op.Result, op.OutputMap, op.Source, op.SourceMap, null, null, [.. op.Axes, .. op.Window], op.Window, []);

    /// <summary>Each number of the result is the sum of what is routed to it.</summary>
    public static LaneContraction Of(RouteOp op) =>
        new(op.Result, op.ResultMap, op.Source, op.SourceMap, null, null, [.. op.Axes, .. op.Window], [], op.Window);

    /// <summary>The contraction with the max-pooling of its results: their rows are those under windows.</summary>
    public LaneContraction Pooled(MaxPoolOp pool)
    {
        LaneContraction pooled = WithCells(pool.SourceMap, ResultMap, pool.Axes, pool.Window, out Axis[] cells);
        return pooled with { Result = pool.Result, ResultMap = Renamed(pool.OutputMap, ResultMap, pool.SourceMap), Window = [.. cells] };
    }

    /// <summary>The contraction with the routing of the operand that reads it; null if that is not read by plain axes.</summary>
    public LaneContraction? Routed(RouteOp route)
    {
        bool swaps = A != route.Result;
        LaneContraction c = swaps ? this with { A = B!, AMap = BMap!, B = A, BMap = AMap } : this;
        if (c.A != route.Result || c.B is not { Shape.HasBatch: true } || c.AMap.Indices.Any(i => i.Terms.Count > 0 && i.SingleAxis is null))
        {
            return null;
        }

        LaneContraction routed = c.WithCells(route.ResultMap, c.AMap, route.Axes, route.Window, out Axis[] cells);
        return routed with { A = route.Source, AMap = Renamed(route.SourceMap, c.AMap, route.ResultMap), Cells = [.. cells] };
    }

    /// <summary>
    /// Replaces the axes of a tensor that windows lie over: y becomes 2y + wy. Axes without a window keep their names, windows get the kernel's with a w.
    /// </summary>
    /// <param name="windows">Where the elements of windows lie in the tensor.</param>
    /// <param name="own">How this contraction reads or writes the tensor: by plain axes.</param>
    private LaneContraction WithCells(AffineMap windows, AffineMap own, EquatableArray<Axis> places, EquatableArray<Axis> window, out Axis[] cells)
    {
        LaneContraction result = this;
        Axis[] named = [.. window.Select(CellOf)];
        for (int d = 0; d < own.Indices.Count; d++)
        {
            // A window over a whole dimension has no place in it: its only axis is the window's.
            if (own.Indices[d].SingleAxis is { } axis && (windows.Indices[d].SingleAxis is not { } single || window.Contains(single)))
            {
                AffineIndex by = new([.. windows.Indices[d].Terms.Select(t => (window.Contains(t.Axis) ? CellOf(t.Axis) : PlaceOf(t.Axis, axis), t.Coefficient))], windows.Indices[d].Offset);
                result = result.Substitute(axis, by);
            }
        }

        cells = named;
        return result;
    }

    private bool IsOfResult(Axis axis) => ResultMap.Indices.Any(i => i.Terms.Any(t => t.Axis == axis));

    /// <summary>Whether the scheduler may write out an axis as a whole; of what is routed, it only does so with the result's.</summary>
    private bool IsWrittenOut(Axis axis) =>
        IsOfResult(axis) ? axis.Extent <= MostChunkOfResult : Cells.Count == 0 && axis.Extent <= SmallKernel;

    private static Axis CellOf(Axis window) => window with { Name = window.Name.StartsWith("k", System.StringComparison.Ordinal) ? $"w{window.Name.Substring(1)}" : $"w{window.Name}" };

    private static Axis PlaceOf(Axis place, Axis own) => place with { Name = own.Name };

    /// <summary>The map of the pooled tensor, in the axes of this contraction.</summary>
    private static AffineMap Renamed(AffineMap pooled, AffineMap own, AffineMap windows) => new([.. pooled.Indices.Select(index =>
    {
        if (index.SingleAxis is not { } place)
        {
            return index;
        }

        int d = windows.Indices.ToList().FindIndex(i => i.Terms.Any(t => t.Axis == place));
        return own.Indices[d].SingleAxis is { } axis ? windows.Indices[d].SingleAxis is null ? PlaceOf(place, axis) : axis : own.Indices[d];
    })]);

    /// <summary>The same on other tensors.</summary>
    public LaneContraction On(Func<Value, Value> other) => this with { Result = other(Result), A = other(A), B = B is null ? null : other(B) };

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
