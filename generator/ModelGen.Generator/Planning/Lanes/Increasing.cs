using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>Which formulas keep order: f(max x) = max f(x), so that a maximum may be taken before them.</summary>
internal static class Increasing
{
    /// <summary>Whether <paramref name="result"/> increases with <paramref name="sums"/>, with operands that are the same for a whole channel.</summary>
    public static bool Is(IReadOnlyList<MapOp> maps, Value sums, Value result)
    {
        HashSet<Value> increasing = [sums];
        foreach (MapOp map in maps)
        {
            bool isPlain = map.Outputs.Count == 1 && map.Inputs.All(i => increasing.Contains(i) || !i.Shape.HasBatch);
            if (isPlain && In(map.Bodies[0], k => increasing.Contains(map.Inputs[k])) == true)
            {
                increasing.Add(map.Output);
            }
        }

        return increasing.Contains(result);
    }

    /// <summary>True if e increases, or stays, with the inputs that do; null if it does not depend on them; false if neither is known.</summary>
    /// <remarks>Not ln and √: of a negative number they are none, which wins over every maximum.</remarks>
    private static bool? In(Expr e, System.Func<int, bool> increases) => e switch
    {
        Input input => increases(input.Index) ? true : null,
        Unary { Op: UnaryOp.Exp or UnaryOp.Tanh or UnaryOp.Sigmoid or UnaryOp.Softplus or UnaryOp.Erf } u => In(u.Operand, increases),
        Binary { Op: BinaryOp.Add or BinaryOp.Max or BinaryOp.Min } b => Both(In(b.Left, increases), In(b.Right, increases)),
        Binary { Op: BinaryOp.Subtract } b when In(b.Right, increases) is null => In(b.Left, increases),
        Binary { Op: BinaryOp.Multiply, Left: Const { Value: > 0 } } b => In(b.Right, increases),
        _ => e.Children.All(c => In(c, increases) is null) ? null : false,
    };

    private static bool? Both(bool? a, bool? b) => a is null ? b : b is null ? a : a.Value && b.Value;
}
