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
    // What a number is behind the mask, for the values that are known there, and how many rows that has.
    private readonly Dictionary<Value, (double Number, int Rows)> _hidden = [];

    /// <returns>
    /// Whether a row, counted from 0 in as many as there are columns, sees the columns up to its own number, and all others are 0 and stay 0; not where something depends
    /// on what it does not see.
    /// </returns>
    public bool Has(Step step)
    {
        // Only what has a mask, or reads what had one.
        int rows = step.Ops.OfType<MapOp>().SelectMany(m => m.Bodies).Select(MaskOf).FirstOrDefault(r => r > 0);
        if (rows == 0)
        {
            return false;
        }

        bool isKnown = true;
        foreach (Op op in step.Ops)
        {
            switch (op)
            {
                case MapOp map:
                    for (int k = 0; k < map.Outputs.Count; k++)
                    {
                        if (Hidden(map.Bodies[k], map, rows) is { } number)
                        {
                            _hidden[map.Outputs[k]] = (number, rows);
                        }
                    }

                    break;
                case ReduceOp reduce when reduce.Source.Shape.Extents.Last() == rows:
                    isKnown &= NumberOf(reduce.Source, rows) == (reduce.Reduction == ReduceKind.Sum ? 0 : double.NegativeInfinity);
                    break;
            }
        }

        return isKnown && step is RegionStep region && region.Domain.Columns == rows
            && step.Stored.Where(v => v.Shape == region.Domain.Full).All(v => v.Overwrites is null && NumberOf(v, rows) == 0);
    }

    /// <summary>The rows of the mask that a formula has; 0 without.</summary>
    private static int MaskOf(Expr body) => body.Descendants().OfType<Select>().Select(Later).FirstOrDefault(rows => rows > 0);

    /// <summary>The rows of a choice whether the row is not before the column; 0 for another.</summary>
    private static int Later(Select choice) =>
        choice is { Left: RowPosition row, Comparison: Comparison.GreaterOrEqual, Right: Position } ? row.Count : 0;

    private double? NumberOf(Value value, int rows) =>
        _hidden.TryGetValue(value.Storage, out (double Number, int Rows) known) && known.Rows == rows ? known.Number : null;

    /// <summary>What a formula is for later columns, if it is the same number for all of them.</summary>
    private double? Hidden(Expr body, MapOp map, int rows)
    {
        return Of(body);

        double? Of(Expr e) => e switch
        {
            Const { Value: var number } => number,
            Input { Index: var k } => NumberOf(map.Inputs[k], rows),
            Select choice when Later(choice) == rows => Of(choice.IfFalse),
            Select choice => Of(choice.IfTrue) is var a && a == Of(choice.IfFalse) ? a : null,
            Unary { Op: UnaryOp.Negate, Operand: var x } => -Of(x),
            Unary { Op: UnaryOp.Exp, Operand: var x } => Of(x) == double.NegativeInfinity ? 0 : null,
            Binary { Op: BinaryOp.Multiply } product => Times(Of(product.Left), Of(product.Right)),
            Binary { Op: BinaryOp.Add } sum => Plus(Of(sum.Left), Of(sum.Right)),
            Binary { Op: BinaryOp.Subtract } difference => Plus(Of(difference.Left), -Of(difference.Right)),
            _ => null,
        };
    }

    // What is not known is a number all the same, not infinite.
    private static double? Times(double? a, double? b) => a == 0 || b == 0 ? 0 : a * b;

    private static double? Plus(double? a, double? b) => double.IsInfinity(a ?? 0) ? a : double.IsInfinity(b ?? 0) ? b : a + b;
}
