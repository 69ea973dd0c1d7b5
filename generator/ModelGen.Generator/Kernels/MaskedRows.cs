using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// Finds the regions whose rows are masked as in causal attention: what a mask hides is −∞ for a maximum, 0 for a sum and 0 in every result, so that sweeps may leave
/// it out. It is asked for the steps in the order in which they run, since a result that is 0 in one is so in those that read it.
/// </summary>
internal sealed class MaskedRows
{
    // What a number is behind the mask, for the values that are known there.
    private readonly Dictionary<Value, (double Number, SeenColumns Mask)> _hidden = [];

    /// <returns>What its rows see; null where that is all, or where something depends on what they do not see.</returns>
    public SeenColumns? Of(Step step)
    {
        // Only what has a mask, or reads what had one.
        SeenColumns? mask = step.Ops.OfType<MapOp>().SelectMany(m => m.Bodies).Select(MaskOf).FirstOrDefault(m => m is not null);
        if (mask is null)
        {
            return null;
        }

        bool isKnown = true;
        foreach (Op op in step.Ops)
        {
            switch (op)
            {
                case MapOp map:
                    for (int k = 0; k < map.Outputs.Count; k++)
                    {
                        if (Hidden(map.Bodies[k], map, mask) is { } number)
                        {
                            _hidden[map.Outputs[k]] = (number, mask);
                        }
                    }

                    break;
                case ReduceOp reduce when reduce.Source.Shape.Extents.Last() == mask.Rows:
                    isKnown &= NumberOf(reduce.Source, mask) == (reduce.Reduction == ReduceKind.Sum ? 0 : double.NegativeInfinity);
                    break;
            }
        }

        return isKnown && step is RegionStep region && region.Domain.Columns == mask.Rows
            && step.Stored.Where(v => v.Shape == region.Domain.Full).All(v => v.Overwrites is null && NumberOf(v, mask) == 0) ? mask : null;
    }

    /// <summary>The mask of a formula, if it has one.</summary>
    private static SeenColumns? MaskOf(Expr body)
    {
        Select[] choices = [.. body.Descendants().OfType<Select>()];
        return choices.Select(Later).FirstOrDefault(rows => rows > 0) is > 0 and var rows
            ? new SeenColumns(rows, choices.Select(TooOld).FirstOrDefault(width => width > 0) is > 0 and var width ? width : rows)
            : null;
    }

    /// <summary>The rows of a choice whether the row is not before the column; 0 for another.</summary>
    private static int Later(Select choice) =>
        choice is { Left: RowPosition row, Comparison: Comparison.GreaterOrEqual, Right: Position } ? row.Count : 0;

    /// <summary>The width of a choice whether the column is within reach of the row; 0 for another.</summary>
    private static int TooOld(Select choice) => choice is not { Left: Position, Comparison: Comparison.GreaterOrEqual, IfFalse: Const } ? 0
        : choice.Right switch
        {
            Binary { Op: BinaryOp.Subtract, Left: RowPosition, Right: Const { Value: var reach } } => (int)reach + 1,
            RowPosition when choice.IfTrue is not Const => 1,
            _ => 0,
        };

    private double? NumberOf(Value value, SeenColumns mask) =>
        _hidden.TryGetValue(value.Storage, out (double Number, SeenColumns Mask) known) && known.Mask == mask ? known.Number : null;

    /// <summary>What a formula is for later columns and for those too old, if it is the same number for all of them.</summary>
    private double? Hidden(Expr body, MapOp map, SeenColumns mask)
    {
        double? later = Of(body, isLater: true);
        return !mask.IsCut || later == Of(body, isLater: false) ? later : null;

        double? Of(Expr e, bool isLater) => e switch
        {
            Const { Value: var number } => number,
            Input { Index: var k } => NumberOf(map.Inputs[k], mask),
            Select choice when Later(choice) == mask.Rows => Of(isLater ? choice.IfFalse : choice.IfTrue, isLater),
            Select choice when mask.IsCut && TooOld(choice) == mask.Width && !isLater => Of(choice.IfFalse, isLater),
            Select choice => Of(choice.IfTrue, isLater) is var a && a == Of(choice.IfFalse, isLater) ? a : null,
            Unary { Op: UnaryOp.Negate, Operand: var x } => -Of(x, isLater),
            Unary { Op: UnaryOp.Exp, Operand: var x } => Of(x, isLater) == double.NegativeInfinity ? 0 : null,
            Binary { Op: BinaryOp.Multiply } product => Times(Of(product.Left, isLater), Of(product.Right, isLater)),
            Binary { Op: BinaryOp.Add } sum => Plus(Of(sum.Left, isLater), Of(sum.Right, isLater)),
            Binary { Op: BinaryOp.Subtract } difference => Plus(Of(difference.Left, isLater), -Of(difference.Right, isLater)),
            _ => null,
        };
    }

    // What is not known is a number all the same, not infinite.
    private static double? Times(double? a, double? b) => a == 0 || b == 0 ? 0 : a * b;

    private static double? Plus(double? a, double? b) => double.IsInfinity(a ?? 0) ? a : double.IsInfinity(b ?? 0) ? b : a + b;
}
