using System.Linq;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>What a turn of a loop adds to a number from outside, or compares it with.</summary>
internal static class FoldTerms
{
    /// <summary>t, where <paramref name="after"/> is <paramref name="itself"/> + t; else null.</summary>
    public static Expr? Addend(Expr after, Expr itself) => after switch
    {
        _ when after == itself => 0,
        Binary { Op: BinaryOp.Add } sum when !Has(sum.Right, itself) => Addend(sum.Left, itself) is { } left ? left + sum.Right : null,
        Binary { Op: BinaryOp.Add } sum when !Has(sum.Left, itself) => Addend(sum.Right, itself) is { } right ? sum.Left + right : null,
        Binary { Op: BinaryOp.Subtract } difference when !Has(difference.Right, itself) => Addend(difference.Left, itself) is { } left ? left - difference.Right : null,
        Select choice when !Has(choice.Left, itself) && !Has(choice.Right, itself) && Addend(choice.IfTrue, itself) is { } a && Addend(choice.IfFalse, itself) is { } b =>
            Expr.Select(choice.Left, choice.Comparison, choice.Right, a, b),
        _ => null,
    };

    /// <summary>t, where <paramref name="after"/> is the larger or the smaller of <paramref name="itself"/> and t; else null.</summary>
    public static Expr? Extreme(Expr after, Expr itself, bool isMax) => after switch
    {
        Binary { Op: var op } extreme when op == (isMax ? BinaryOp.Max : BinaryOp.Min) =>
            extreme.Left == itself ? extreme.Right
            : extreme.Right == itself ? extreme.Left
            : Extreme(extreme.Left, itself, isMax) is { } left ? Larger(left, extreme.Right, isMax)
            : Extreme(extreme.Right, itself, isMax) is { } right ? Larger(extreme.Left, right, isMax)
            : null,

        // if (x > max) max = x;
        Select { Comparison: Comparison.Greater or Comparison.GreaterOrEqual } choice => Chosen(choice, choice.Left, choice.Right, itself, isMax),
        Select { Comparison: Comparison.Less } choice => Chosen(choice, choice.Right, choice.Left, itself, isMax),
        _ => null,
    };

    /// <summary>The number that a choice between two compares with, where it takes the larger one, or the smaller one.</summary>
    private static Expr? Chosen(Select choice, Expr larger, Expr smaller, Expr itself, bool isMax)
    {
        bool isChoice = (choice.IfTrue == larger && choice.IfFalse == smaller) || (choice.IfTrue == smaller && choice.IfFalse == larger);
        Expr term = larger == itself ? smaller : larger;
        return isChoice && (choice.IfTrue == larger) == isMax && (larger == itself || smaller == itself) ? term : null;
    }

    private static Expr Larger(Expr a, Expr b, bool isMax) => isMax ? Expr.Max(a, b) : Expr.Min(a, b);

    private static bool Has(Expr formula, Expr part) => formula.Descendants().Contains(part);
}
