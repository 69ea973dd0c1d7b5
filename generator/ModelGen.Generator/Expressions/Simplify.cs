using System;

namespace ModelGen.Generator.Expressions;

/// <summary>
/// The algebra applied while an expression is built. It keeps the value of every finite number but for rounding (x / 3 becomes ⅓ · x) and the sign of zero;
/// infinities and NaN it may lose, for x · 0 is taken as 0, as a derivative needs it, and x − x too.
/// </summary>
internal static class Simplify
{
    public static Expr Unary(UnaryOp op, Expr a) => (op, a) switch
    {
        (UnaryOp.Negate, Const c) => new Const(-c.Value),
        (UnaryOp.Negate, Unary { Op: UnaryOp.Negate } n) => n.Operand,
        (UnaryOp.Negate, Binary { Op: BinaryOp.Subtract } b) => b.Right - b.Left,
        (UnaryOp.Negate, Binary { Op: BinaryOp.Multiply, Left: Const c } b) => new Const(-c.Value) * b.Right,
        (UnaryOp.Sqrt, Const c) => new Const(Math.Sqrt(c.Value)),
        (UnaryOp.Abs, Const c) => new Const(Math.Abs(c.Value)),
        _ => new Unary(op, a),
    };

    public static Expr Binary(BinaryOp op, Expr a, Expr b) => (a, b) switch
    {
        (Const x, Const y) when op != BinaryOp.Divide || y.Value != 0 => new Const(Fold(op, x.Value, y.Value)),
        _ => op switch
        {
            BinaryOp.Add => Add(a, b),
            BinaryOp.Subtract => Subtract(a, b),
            BinaryOp.Multiply => Multiply(a, b),
            BinaryOp.Divide => Divide(a, b),
            BinaryOp.Power => Power(a, b),

            // Max and Min: a constant on the left, where native code hands on what is not a number on the right.
            _ when b is Const => new Binary(op, b, a),
            _ => new Binary(op, a, b),
        },
    };

    public static Expr Select(Expr left, Comparison comparison, Expr right, Expr a, Expr b) =>
        a == b ? a : new Select(left, comparison, right, a, b);

    private static Expr Add(Expr a, Expr b) => (a, b) switch
    {
        (Const { Value: 0 }, _) => b,
        (_, Const { Value: 0 }) => a,
        (_, Unary { Op: UnaryOp.Negate } n) => a - n.Operand,
        (Unary { Op: UnaryOp.Negate } n, _) => b - n.Operand,
        _ when a == b => 2 * a,
        _ => new Binary(BinaryOp.Add, a, b),
    };

    private static Expr Subtract(Expr a, Expr b) => (a, b) switch
    {
        (_, Const { Value: 0 }) => a,
        (Const { Value: 0 }, _) => -b,
        (_, Unary { Op: UnaryOp.Negate } n) => a + n.Operand,
        _ when a == b => 0,
        _ => new Binary(BinaryOp.Subtract, a, b),
    };

    // Constants go to the left, so that they meet and fold.
    private static Expr Multiply(Expr a, Expr b) => (a, b) switch
    {
        (Const { Value: 0 }, _) or (_, Const { Value: 0 }) => 0,
        (Const { Value: 1 }, _) => b,
        (_, Const { Value: 1 }) => a,
        (Const { Value: -1 }, _) => -b,
        (_, Const c) => c * a,
        (Const x, Binary { Op: BinaryOp.Multiply, Left: Const y } m) => new Const(x.Value * y.Value) * m.Right,
        (Binary { Op: BinaryOp.Multiply, Left: Const c } m, _) => c * (m.Right * b),
        (Const, _) => new Binary(BinaryOp.Multiply, a, b),
        (_, Binary { Op: BinaryOp.Multiply, Left: Const c } m) => c * (a * m.Right),
        (Unary { Op: UnaryOp.Negate } x, Unary { Op: UnaryOp.Negate } y) => x.Operand * y.Operand,
        (Unary { Op: UnaryOp.Negate } x, _) => -(x.Operand * b),
        (_, Unary { Op: UnaryOp.Negate } y) => -(a * y.Operand),
        _ when PullSelect(a, b) is { } pulled => pulled,
        _ => new Binary(BinaryOp.Multiply, a, b),
    };

    /// <summary>g · (c ? 1 : 0) is c ? g : 0, and (c ? k : 0) likewise: a mask instead of a product.</summary>
    private static Expr? PullSelect(Expr a, Expr b)
    {
        (Expr factor, Select? mask) = b is Select right ? (a, right) : (b, a as Select);
        return mask is { IfTrue: Const, IfFalse: Const } && (mask.IfTrue is Const { Value: 0 or 1 } || mask.IfFalse is Const { Value: 0 or 1 })
            ? new Select(mask.Left, mask.Comparison, mask.Right, factor * mask.IfTrue, factor * mask.IfFalse)
            : null;
    }

    private static Expr Divide(Expr a, Expr b) => (a, b) switch
    {
        (Const { Value: 0 }, _) => 0,
        (_, Const { Value: 1 }) => a,
        (_, Const { Value: not 0 } c) => new Const(1 / c.Value) * a,
        (Unary { Op: UnaryOp.Negate } n, _) => -(n.Operand / b),
        _ => new Binary(BinaryOp.Divide, a, b),
    };

    private static Expr Power(Expr a, Expr b) => b switch
    {
        Const { Value: 0 } => 1,
        Const { Value: 0.5 } => Expr.Sqrt(a),
        Const { Value: 1 } => a,
        _ => new Binary(BinaryOp.Power, a, b),
    };

    private static double Fold(BinaryOp op, double a, double b) => op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Subtract => a - b,
        BinaryOp.Multiply => a * b,
        BinaryOp.Divide => a / b,
        BinaryOp.Max => Math.Max(a, b),
        BinaryOp.Min => Math.Min(a, b),
        BinaryOp.Power => Math.Pow(a, b),
        _ => throw new ArgumentOutOfRangeException(nameof(op)),
    };
}
