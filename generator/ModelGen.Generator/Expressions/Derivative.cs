using System;
using System.Linq;

namespace ModelGen.Generator.Expressions;

/// <summary>Symbolic differentiation: one rule for each operation.</summary>
/// <remarks>
/// Where a function has a corner, the derivative is PyTorch's choice: 0 for |x| at 0 and for max(0, x) at 0. Where a choice between formulas takes the flat one,
/// the derivative is 0 whatever the others do there: √max(x, 0) at −1 has slope 0, and not 0 · ∞.
/// </remarks>
internal static class Derivative
{
    /// <summary>The derivative of <paramref name="e"/> with respect to input <paramref name="input"/>.</summary>
    public static Expr Of(Expr e, int input) => e switch
    {
        Input i => i.Index == input ? 1 : 0,
        Const or Scalar or Position => 0,
        _ when !DependsOn(e, input) => 0,
        Unary u => Times(OfUnary(u), Of(u.Operand, input)),
        Binary b => OfBinary(b, Of(b.Left, input), Of(b.Right, input)),
        Select s => Expr.Select(s.Left, s.Comparison, s.Right, Of(s.IfTrue, input), Of(s.IfFalse, input)),
        _ => throw new ArgumentOutOfRangeException(nameof(e)),
    };

    public static bool DependsOn(Expr e, int input) => e.CountOf(input) > 0;

    /// <summary>factor · slope, with what selects in the slope around the product instead of in it.</summary>
    public static Expr Times(Expr factor, Expr slope) => slope switch
    {
        Select s => Expr.Select(s.Left, s.Comparison, s.Right, Times(factor, s.IfTrue), Times(factor, s.IfFalse)),
        _ when !Selects(slope) => factor * slope,
        Unary { Op: UnaryOp.Negate } u => -Times(factor, u.Operand),
        Binary { Op: BinaryOp.Add } b => Times(factor, b.Left) + Times(factor, b.Right),
        Binary { Op: BinaryOp.Subtract } b => Times(factor, b.Left) - Times(factor, b.Right),
        Binary { Op: BinaryOp.Multiply } b => Selects(b.Right) ? Times(Times(factor, b.Left), b.Right) : Times(factor * b.Right, b.Left),
        Binary { Op: BinaryOp.Divide } b when !Selects(b.Right) => Times(factor / b.Right, b.Left),
        _ => factor * slope,
    };

    private static bool Selects(Expr slope) => slope.Descendants().Any(e => e is Select);

    private static Expr OfUnary(Unary u)
    {
        Expr a = u.Operand;
        return u.Op switch
        {
            UnaryOp.Negate => -1,
            UnaryOp.Abs => Expr.Sign(a),
            UnaryOp.Sign => 0,
            UnaryOp.Exp => u,
            UnaryOp.Log => 1 / a,
            UnaryOp.Sqrt => 0.5 / u,
            UnaryOp.Tanh => 1 - (u * u),
            UnaryOp.Sigmoid => u * (1 - u),
            UnaryOp.Softplus => Expr.Sigmoid(a),
            UnaryOp.Erf => 2 / Math.Sqrt(Math.PI) * Expr.Exp(-(a * a)),
            UnaryOp.Sin => Expr.Cos(a),
            UnaryOp.Cos => -Expr.Sin(a),
            UnaryOp.FlushDenormal => 1,
            _ => throw new ArgumentOutOfRangeException(nameof(u)),
        };
    }

    private static Expr OfBinary(Binary b, Expr left, Expr right) => b.Op switch
    {
        BinaryOp.Add => left + right,
        BinaryOp.Subtract => left - right,
        BinaryOp.Multiply => (Selects(left) ? Times(b.Right, left) : left * b.Right) + (Selects(right) ? Times(b.Left, right) : right * b.Left),
        BinaryOp.Divide when Selects(left) || Selects(right) => Times(1 / b.Right, left) - Times(b / b.Right, right),
        BinaryOp.Divide when right is Const { Value: 0 } => left / b.Right,
        BinaryOp.Divide => (left - (b * right)) / b.Right,
        BinaryOp.Max => Expr.Select(b.Left, Comparison.Greater, b.Right, left, Strictly(b, Comparison.Less, right)),
        BinaryOp.Min => Expr.Select(b.Left, Comparison.Less, b.Right, left, Strictly(b, Comparison.Greater, right)),
        BinaryOp.Power => Times(b.Right * Expr.Pow(b.Left, b.Right - 1), left) + (right is Const { Value: 0 } ? 0 : Times(b * Expr.Log(b.Left), right)),
        _ => throw new ArgumentOutOfRangeException(nameof(b)),
    };

    // At a tie neither side has the slope: max(0, x) has derivative 0 at 0, min(max(−1, x), 1) at both ends.
    private static Expr Strictly(Binary b, Comparison comparison, Expr right) => Expr.Select(b.Left, comparison, b.Right, right, 0);
}
