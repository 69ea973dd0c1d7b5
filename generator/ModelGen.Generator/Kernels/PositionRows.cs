using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// What a layer does at each position of a sequence is what it does for each example: [batch, time, features] are batch · time rows. A step that treats
/// positions so is brought into the form of one without, and its kernel is told so many more rows: one text for both, and tiles over the positions.
/// </summary>
internal static class PositionRows
{
    /// <summary>How many positions each example has that are rows to the kernel; 1 where there are none.</summary>
    public static int Of(Step step) => step is ContractStep contract && Positions(contract) is { Count: > 0 } positions
        ? positions.Aggregate(1, (count, axis) => count * axis.Extent)
        : 1;

    /// <summary>The step over plain rows.</summary>
    public static ContractStep Merge(ContractStep step)
    {
        IReadOnlyList<Axis> positions = Positions(step);
        if (positions.Count == 0)
        {
            return step;
        }

        Dictionary<Value, Value> rows = [];
        ContractStep merged = (ContractStep)step.On(Row);
        return merged with { Ops = [Without(merged.Core), .. merged.Ops.Skip(1)] };

        Value Row(Value value)
        {
            if (!value.Shape.HasBatch)
            {
                return value;
            }

            if (!rows.TryGetValue(value, out Value? row))
            {
                Shape shape = value.Shape;
                rows[value] = row = new Value(value.Name, Shape.Of(Shape.Batch, shape[shape.Rank - 1]), value.Role);
            }

            return row;
        }

        Op Without(Op core)
        {
            return core is ContractOp c
                ? new ContractOp(c.A, Shortened(c.AMap), c.B, Shortened(c.BMap), c.Result, Shortened(c.OutputMap), [.. c.Axes.Where(a => !positions.Contains(a))])
                : core;
        }

        AffineMap Shortened(AffineMap map) => new([.. map.Indices.Where(i => i.SingleAxis is not { } axis || !positions.Contains(axis))]);
    }

    /// <summary>The axes between the examples and the last dimension, where the step takes all their points for rows; else none.</summary>
    private static IReadOnlyList<Axis> Positions(ContractStep step) => step.Core switch
    {
        ContractOp c when IsOverRows(step) => PositionsOf(c),
        ReduceOp { Reduction: ReduceKind.Sum } r when IsOverRows(step) && r.Source.Shape.HasBatch && r.Source.Shape.Rank > 2 && r.Result.Shape.Rank == 1
            => [.. r.Source.Shape.Extents.Skip(1).Take(r.Source.Shape.Rank - 2).Select((extent, d) => new Axis($"p{d}", extent))],
        _ => [],
    };

    /// <summary>A row index, [b, p, …], in two of the tensors and none of it in the third, and one more index in each.</summary>
    private static IReadOnlyList<Axis> PositionsOf(ContractOp c)
    {
        // Where padding stands behind a window of one element, an axis is longer than the dimension.
        (Value Tensor, AffineMap Map)[] operands = [(c.A, c.AMap), (c.B, c.BMap), (c.Result, c.OutputMap)];
        if (operands.Any(o => o.Map.Indices.Where((i, d) => i.SingleAxis?.Extent != o.Tensor.Shape[d]).Any()))
        {
            return [];
        }

        Axis[][] axes = [.. operands.Select(o => o.Map.Indices.Select(i => i.SingleAxis!).ToArray())];
        Axis[][] batched = [.. axes.Where(a => a.Length > 2 && a[0].Extent == Shape.Batch)];
        Axis[]? other = axes.FirstOrDefault(a => a.Length == 2 && a[0].Extent != Shape.Batch);
        if (batched.Length != 2 || other is null)
        {
            return [];
        }

        Axis[] positions = [.. batched[0].Skip(1).Take(batched[0].Length - 2)];
        bool isSame = batched[1].Length == batched[0].Length && batched[1].Take(positions.Length + 1).SequenceEqual(batched[0].Take(positions.Length + 1));
        return isSame && !other.Intersect(positions).Any() && c.Axes.Count == positions.Length + 3 ? positions : [];
    }

    /// <summary>Whether what the epilogue touches is one number for each sum, each column, or all.</summary>
    private static bool IsOverRows(ContractStep step)
    {
        Value[] batched = [.. step.Ops.SelectMany(op => op.Inputs.Concat(op.Outputs)).Where(v => v.Shape.HasBatch)];
        return batched.All(v => v.Order.Count == 0 && v.Shape.Rank == batched[0].Shape.Rank
                && v.Shape.Extents.Take(v.Shape.Rank - 1).SequenceEqual(batched[0].Shape.Extents.Take(v.Shape.Rank - 1)))
            && batched.Distinct().Count() == batched.Select(v => v.Storage).Distinct().Count();
    }
}
