using System;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Tests.Oracle;
using Xunit;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Tests.Expressions;

public sealed class SimplifyTests
{
    private static readonly Expr X = Input(0), Y = Input(1);

    private static readonly double[] Samples = [-3, -1.25, -0.5, 0.25, 0.75, 1, 2.5, 4];

    /// <summary>As built, and what the algebra makes of it.</summary>
    private static readonly (string Rule, Expr Raw, Expr Simple)[] Rules =
    [
        ("−c is a constant", Raw(UnaryOp.Negate, 3), -3),
        ("−(−x) = x", Raw(UnaryOp.Negate, Raw(UnaryOp.Negate, X)), X),
        ("−(x − y) = y − x", Raw(UnaryOp.Negate, Raw(BinaryOp.Subtract, X, Y)), Raw(BinaryOp.Subtract, Y, X)),
        ("−(c x) = (−c) x", Raw(UnaryOp.Negate, Raw(BinaryOp.Multiply, 2, X)), Raw(BinaryOp.Multiply, -2, X)),
        ("√c is a constant", Raw(UnaryOp.Sqrt, 16), 4),
        ("|c| is a constant", Raw(UnaryOp.Abs, -4), 4),
        ("x + 0 = x", Raw(BinaryOp.Add, X, 0), X),
        ("0 + x = x", Raw(BinaryOp.Add, 0, X), X),
        ("x + (−y) = x − y", Raw(BinaryOp.Add, X, Raw(UnaryOp.Negate, Y)), Raw(BinaryOp.Subtract, X, Y)),
        ("(−x) + y = y − x", Raw(BinaryOp.Add, Raw(UnaryOp.Negate, X), Y), Raw(BinaryOp.Subtract, Y, X)),
        ("x − 0 = x", Raw(BinaryOp.Subtract, X, 0), X),
        ("0 − x = −x", Raw(BinaryOp.Subtract, 0, X), Raw(UnaryOp.Negate, X)),
        ("x − (−y) = x + y", Raw(BinaryOp.Subtract, X, Raw(UnaryOp.Negate, Y)), Raw(BinaryOp.Add, X, Y)),
        ("x · 0 = 0", Raw(BinaryOp.Multiply, X, 0), 0),
        ("x · 1 = x", Raw(BinaryOp.Multiply, X, 1), X),
        ("1 · x = x", Raw(BinaryOp.Multiply, 1, X), X),
        ("−1 · x = −x", Raw(BinaryOp.Multiply, -1, X), Raw(UnaryOp.Negate, X)),
        ("x · c = c · x", Raw(BinaryOp.Multiply, X, 3), Raw(BinaryOp.Multiply, 3, X)),
        ("c · (d · x) = (c d) · x", Raw(BinaryOp.Multiply, 3, Raw(BinaryOp.Multiply, 2, X)), Raw(BinaryOp.Multiply, 6, X)),
        ("x · (c · y) = c · (x · y)", Raw(BinaryOp.Multiply, X, Raw(BinaryOp.Multiply, 2, Y)), Raw(BinaryOp.Multiply, 2, Raw(BinaryOp.Multiply, X, Y))),
        ("(c · x) · y = c · (x · y)", Raw(BinaryOp.Multiply, Raw(BinaryOp.Multiply, 2, X), Y), Raw(BinaryOp.Multiply, 2, Raw(BinaryOp.Multiply, X, Y))),
        ("(−x) · (−y) = x · y", Raw(BinaryOp.Multiply, Raw(UnaryOp.Negate, X), Raw(UnaryOp.Negate, Y)), Raw(BinaryOp.Multiply, X, Y)),
        ("(−x) · y = −(x · y)", Raw(BinaryOp.Multiply, Raw(UnaryOp.Negate, X), Y), Raw(UnaryOp.Negate, Raw(BinaryOp.Multiply, X, Y))),
        ("x · (−y) = −(x · y)", Raw(BinaryOp.Multiply, X, Raw(UnaryOp.Negate, Y)), Raw(UnaryOp.Negate, Raw(BinaryOp.Multiply, X, Y))),
        ("x · (y > 0 ? 1 : 0) = y > 0 ? x : 0", Raw(BinaryOp.Multiply, X, Mask(Y, 1, 0)), Mask(Y, X, 0)),
        ("(y > 0 ? 1 : 0) · x = y > 0 ? x : 0", Raw(BinaryOp.Multiply, Mask(Y, 1, 0), X), Mask(Y, X, 0)),
        ("0 / x = 0", Raw(BinaryOp.Divide, 0, X), 0),
        ("x / 1 = x", Raw(BinaryOp.Divide, X, 1), X),
        ("x / 4 = 0.25 x", Raw(BinaryOp.Divide, X, 4), Raw(BinaryOp.Multiply, 0.25, X)),
        ("(−x) / y = −(x / y)", Raw(BinaryOp.Divide, Raw(UnaryOp.Negate, X), Y), Raw(UnaryOp.Negate, Raw(BinaryOp.Divide, X, Y))),
        ("a choice between equals is none", new Select(X, Comparison.Greater, Y, X, X), X),
        ("2 + 3", Raw(BinaryOp.Add, 2, 3), 5),
        ("2 − 3", Raw(BinaryOp.Subtract, 2, 3), -1),
        ("2 · 3", Raw(BinaryOp.Multiply, 2, 3), 6),
        ("3 / 2", Raw(BinaryOp.Divide, 3, 2), 1.5),
        ("max(2, 3)", Raw(BinaryOp.Max, 2, 3), 3),
        ("min(2, 3)", Raw(BinaryOp.Min, 2, 3), 2),
        ("2 to the power 3", Raw(BinaryOp.Power, 2, 3), 8),
    ];

    public static TheoryData<string> RuleNames => [.. Rules.Select(r => r.Rule)];

    [Fact]
    public void Inputs_are_replaced_all_at_once()
    {
        Assert.Equal(X, (X + Y).Substitute([0, X]));
        Assert.Equal(Y - X, (X - Y).Substitute([Y, X]));
        Assert.Equal(Exp(X), Exp(X * Y).Substitute([1, X]));
    }

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Each_rule_applies_and_keeps_the_value(string name)
    {
        (_, Expr raw, Expr simple) = Rules.Single(r => r.Rule == name);
        Assert.NotEqual(raw, simple);
        Assert.Equal(simple, RandomExpressions.Simplified(raw));
        AssertSameValue(raw, simple);
    }

    [Fact]
    public void Random_formulas_keep_their_value()
    {
        for (int seed = 0; seed < 3000; seed++)
        {
            Expr raw = RandomExpressions.Draw(new Random(seed), depth: 1 + (seed % 5));
            AssertSameValue(raw, RandomExpressions.Simplified(raw));
        }
    }

    [Fact]
    public void Simplifying_again_changes_nothing()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            Expr once = RandomExpressions.Simplified(RandomExpressions.Draw(new Random(seed), depth: 4));
            AssertSameValue(once, RandomExpressions.Simplified(once));
        }
    }

    private static Expr Raw(UnaryOp op, Expr a) => new Unary(op, a);

    private static Expr Raw(BinaryOp op, Expr a, Expr b) => new Binary(op, a, b);

    private static Expr Mask(Expr e, Expr above, Expr below) => new Select(e, Comparison.Greater, 0, above, below);

    // Where the raw formula has no finite value (0/0, ∞ − ∞, √ of a negative number) the algebra is free.
    private static void AssertSameValue(Expr raw, Expr simple)
    {
        var interpreter = new ExpressionInterpreter(_ => 0);
        foreach (double x in Samples)
        {
            foreach (double y in Samples)
            {
                interpreter.NearestCorner = double.PositiveInfinity;
                double expected = interpreter.Value(raw, [x, y]), actual = interpreter.Value(simple, [x, y]);
                bool isClose = Math.Abs(expected - actual) <= 1e-9 * Math.Max(1, Math.Abs(expected));
                if (!isClose && interpreter.NearestCorner > 1e-9 && AllFinite(raw, x, y))
                {
                    Assert.Fail($"{expected:R} became {actual:R} at ({x}, {y}): {raw} → {simple}");
                }
            }
        }
    }

    private static bool AllFinite(Expr e, double x, double y) =>
        e.Descendants().All(d => new ExpressionInterpreter(_ => 0).Value(d, [x, y]) is var value && double.IsFinite(value) && Math.Abs(value) < 1e4);
}
