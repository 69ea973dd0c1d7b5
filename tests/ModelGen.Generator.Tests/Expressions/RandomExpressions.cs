using System;
using ModelGen.Generator.Expressions;

namespace ModelGen.Generator.Tests.Expressions;

/// <summary>Formulas built node by node, so that nothing has simplified them yet.</summary>
internal static class RandomExpressions
{
    private static readonly double[] Constants = [-2, -1, -0.5, 0, 0.5, 1, 2, 3];

    /// <summary>A formula of inputs 0 and 1; powers are left out, since formulas of a position have none.</summary>
    public static Expr Draw(Random random, int depth) => (depth == 0 ? random.Next(2) : random.Next(2, 9)) switch
    {
        0 => new Const(Constants[random.Next(Constants.Length)]),
        1 or 2 => new Input(random.Next(2)),
        3 or 4 => new Unary((UnaryOp)random.Next(Enum.GetValues<UnaryOp>().Length), Draw(random, depth - 1)),
        5 => new Select(
            Draw(random, depth - 1),
            (Comparison)random.Next(3),
            Draw(random, depth - 1),
            Draw(random, depth - 1),
            Draw(random, depth - 1)),
        _ => new Binary((BinaryOp)random.Next((int)BinaryOp.Power), Draw(random, depth - 1), Draw(random, depth - 1)),
    };

    /// <summary>The same formula with all the algebra applied that building it the usual way applies.</summary>
    public static Expr Simplified(Expr e) => e.Rewrite(_ => null);
}
