using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>
/// Copies a tensor into the other layout before a contraction of many rows that would read it across: the gradient with respect to a layer's
/// inputs wants neighbouring inputs where the forward pass wants neighbouring outputs, and so do the gradients of attention's products.
/// </summary>
/// <remarks>
/// A convolution reads its weight at every position, so a copy always pays. In a dense layer, for one example, dot products along the outputs read the weight once as it lies. For more, a copy costs as much as one or two examples, and tiles over
/// neighbouring inputs then run five times as fast (measured: 512 × 512, 64 examples).
/// </remarks>
internal static class Transposition
{
    private const int FewestExamples = 8;

    public static EquatableArray<Step> Apply(EquatableArray<Step> steps, Layouts layouts, int maxBatch) =>
        steps.SelectMany(step => step switch
        {
            ContractStep contract => WithCopy(contract, layouts, maxBatch),
            ScanStep scan => BeforeTurns(scan, Apply(scan.Turn, layouts, maxBatch)),
            _ => [step],
        }).ToEquatableArray();

    /// <summary>The same for products of what each example has alone: a forward pass reads weights as it wants them already.</summary>
    public static EquatableArray<Step> OfExamples(EquatableArray<Step> steps) =>
        steps.SelectMany(step => step is ContractStep { Core: ContractOp product } contract && ReadsRightAcross(product) ? WithCopyOfEach(contract, product) : [step]).ToEquatableArray();

    /// <summary>The same for a product of a weight with itself that would read it across: with the other side's products it costs a hundredth, and they run 1.6 times as fast (512 × 128).</summary>
    public static EquatableArray<Step> OfSquares(EquatableArray<Step> steps, Layouts layouts) =>
        steps.SelectMany(step => step is ContractStep { Core: ContractOp product } contract && IsSquareAcross(product, layouts) ? WithTransposed(contract, product, layouts) : [step]).ToEquatableArray();

    /// <summary>Whether one matrix is both operands, and what is summed over are neighbours in it.</summary>
    private static bool IsSquareAcross(ContractOp op, Layouts layouts)
    {
        if (op.A.Storage != op.B.Storage || !MatrixProduct.Fits(op) || op.Result.Shape[0] < FewestExamples)
        {
            return false;
        }

        EquatableArray<int> order = layouts.Order(op.B);
        return op.BMap.Indices[order[order.Count - 1]].SingleAxis is { } inner && !IsIn(op.OutputMap, inner);
    }

    /// <summary>A copy that every turn of a scan would make is made once.</summary>
    private static IEnumerable<Step> BeforeTurns(ScanStep scan, EquatableArray<Step> turn) =>
        [.. turn.OfType<TransposeStep>(), scan with { Turn = [.. turn.Where(s => s is not TransposeStep)] }];

    private static IEnumerable<Step> WithCopy(ContractStep step, Layouts layouts, int maxBatch)
    {
        if (step.Core is ContractOp product && ReadsRightAcross(product))
        {
            return WithCopyOfEach(step, product);
        }

        return step.Core is not ContractOp core || !ReadsAcross(core, layouts) || (MatrixProduct.Fits(core) && maxBatch < FewestExamples) ? [step] : WithTransposed(step, core, layouts);
    }

    private static IEnumerable<Step> WithTransposed(ContractStep step, ContractOp core, Layouts layouts)
    {
        EquatableArray<int> order = layouts.Order(core.B);
        int last = order.Count - 1;
        string number = core.B == core.B.Place ? "" : core.B.Name.Substring(core.B.Name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9').Length);
        Value copy = new($"{core.B.Place.Name}Transposed{number}", core.B.Shape, ValueRole.Intermediate) { Order = [.. order.Take(last - 1), order[last], order[last - 1]] };
        ContractOp reading = new(core.A, core.AMap, copy, core.BMap, core.Result, core.OutputMap, core.Axes) { Band = core.Band };
        return
        [
            new TransposeStep(core.B, copy) { Stored = [copy] },
            step with { Ops = [reading, .. step.Ops.Skip(1)] },
        ];
    }

    /// <summary>Whether the result's rows are examples, and its columns lie apart in a weight, but side by side if its inner dimensions are exchanged.</summary>
    private static bool ReadsAcross(ContractOp op, Layouts layouts)
    {
        if (!op.Result.Shape.HasBatch || op.B.Role != ValueRole.Parameter || op.B.Shape.Rank < 2 || !layouts.IsTransposed(op.B))
        {
            return false;
        }

        EquatableArray<int> order = layouts.Order(op.B);
        (Axis? column, _) = op.OutputMap.Indices[op.OutputMap.Indices.Count - 1].Terms.FirstOrDefault(t => t.Coefficient == 1);
        return column is not null && op.BMap.Coefficient(order[order.Count - 2], column) == 1;
    }

    /// <summary>
    /// Whether the columns of a product of matrices, one for each example, lie apart in its right one, but side by side if its last two dimensions are exchanged;
    /// and enough rows share them.
    /// </summary>
    private static bool ReadsRightAcross(ContractOp op)
    {
        int last = op.BMap.Indices.Count - 1;
        return op.B.Role == ValueRole.Intermediate && op.B.Shape.HasBatch && last > 0 && op.BMap.Indices[last].SingleAxis is { } depth && !IsIn(op.OutputMap, depth)
            && op.OutputMap.Indices[op.OutputMap.Indices.Count - 1].SingleAxis is { } column && op.BMap.Coefficient(last - 1, column) == 1 && !IsIn(op.AMap, column)
            && op.BMap.Indices.Take(last - 1).All(i => i.SingleAxis is not null)
            && op.Axes.Any(row => row.Extent >= FewestExamples && IsIn(op.OutputMap, row) && IsShared(op.BMap.Indices[last - 1], row) && !op.BMap.Indices.Take(last - 1).Any(i => i.SingleAxis == row));
    }

    /// <summary>Whether rows read the same: all of it, or what lies a step further, as those of a window do.</summary>
    private static bool IsShared(AffineIndex index, Axis row) => index.SingleAxis != row;

    private static bool IsIn(AffineMap map, Axis axis) => map.Indices.Any(i => i.Terms.Any(t => t.Axis == axis));

    private static IEnumerable<Step> WithCopyOfEach(ContractStep step, ContractOp op)
    {
        int outer = op.B.Shape.Rank - 2;
        Value transposed = new($"{op.B.Name}Transposed", Shape.Of([.. Exchanged(op.B.Shape.Extents)]), ValueRole.Intermediate);
        AffineMap map = new([.. Exchanged(op.BMap.Indices)]);
        Axis[] axes = [.. op.BMap.Indices.Select((i, d) => i.SingleAxis ?? new Axis("t", op.B.Shape[d]))];
        AffineMap straight = new([.. axes.Select(a => (AffineIndex)a)]);
        ContractOp reading = new(op.A, op.AMap, transposed, map, op.Result, op.OutputMap, op.Axes) { Band = op.Band };
        return
        [
            new RearrangeStep(new RearrangeOp([new Box(op.B, straight, new AffineMap([.. Exchanged(straight.Indices)]), [.. axes])], transposed)) { Stored = [transposed] },
            step with { Ops = [reading, .. step.Ops.Skip(1)] },
        ];

        IEnumerable<T> Exchanged<T>(IReadOnlyList<T> dimensions) => [.. dimensions.Take(outer), dimensions[outer + 1], dimensions[outer]];
    }
}
