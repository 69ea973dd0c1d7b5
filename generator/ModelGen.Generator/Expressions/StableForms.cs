namespace ModelGen.Generator.Expressions;

/// <summary>
/// The logistic function and softplus as people write them, replaced by functions that neither overflow nor give NaN for a slope: in
/// x / (1 + exp(−x)) the derivative of the quotient would be 0 · ∞ for very negative x.
/// </summary>
internal static class StableForms
{
    /// <summary>a / b; a · sigmoid(−u) if b is 1 + exp(u).</summary>
    public static Expr Divide(Expr a, Expr b) => ExponentOfOnePlus(b) is not { } u ? a / b
        : a == Expr.Exp(u) ? Expr.Sigmoid(u)
        : a * Expr.Sigmoid(-u);

    /// <summary>ln a; softplus(u) if a is 1 + exp(u).</summary>
    public static Expr Log(Expr a) => ExponentOfOnePlus(a) is { } u ? Expr.Softplus(u) : Expr.Log(a);

    /// <summary>u of 1 + exp(u).</summary>
    private static Expr? ExponentOfOnePlus(Expr e) => e switch
    {
        Binary { Op: BinaryOp.Add, Left: Const { Value: 1 }, Right: Unary { Op: UnaryOp.Exp } exp } => exp.Operand,
        Binary { Op: BinaryOp.Add, Left: Unary { Op: UnaryOp.Exp } exp, Right: Const { Value: 1 } } => exp.Operand,
        _ => null,
    };
}
