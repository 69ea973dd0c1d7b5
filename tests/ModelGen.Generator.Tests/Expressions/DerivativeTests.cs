using System;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Expressions;

public sealed class DerivativeTests
{
    public static TheoryData<string> UnaryOps => [.. Enum.GetNames<UnaryOp>()];

    public static TheoryData<string> BinaryOps => [.. Enum.GetNames<BinaryOp>().Where(n => n != nameof(BinaryOp.Power))];

    [Theory]
    [MemberData(nameof(UnaryOps))]
    public void Of_each_function(string name)
    {
        var op = Enum.Parse<UnaryOp>(name);
        foreach (double x in op is UnaryOp.Log or UnaryOp.Sqrt ? new[] { 0.3, 1, 2.5 } : [-2.5, -0.7, 0.4, 1.9])
        {
            AssertSlopes(new Unary(op, new Input(0)), [x, 0]);
            AssertSlopes(new Unary(op, new Binary(BinaryOp.Multiply, new Input(0), new Input(0))), [x, 0]);
        }
    }

    [Theory]
    [MemberData(nameof(BinaryOps))]
    public void Of_each_operator(string name)
    {
        foreach (double x in new[] { -2.5, -0.7, 0.4, 1.9 })
        {
            foreach (double y in new[] { -1.1, 0.6, 2.2 })
            {
                AssertSlopes(new Binary(Enum.Parse<BinaryOp>(name), new Input(0), new Input(1)), [x, y]);
                AssertSlopes(new Binary(Enum.Parse<BinaryOp>(name), new Input(1), new Binary(BinaryOp.Multiply, new Input(0), new Input(1))), [x, y]);
            }
        }
    }

    [Fact]
    public void Of_random_formulas()
    {
        int checkedCount = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            Expr formula = RandomExpressions.Draw(random, depth: 1 + (seed % 4));
            double[] at = [(3 * random.NextDouble()) - 1.5, (3 * random.NextDouble()) - 1.5];
            if (IsSmoothAround(formula, at))
            {
                AssertSlopes(formula, at);
                checkedCount++;
            }
        }

        Assert.True(checkedCount > 500, $"Only {checkedCount} formulas were smooth enough to check.");
    }

    [Theory]
    [InlineData(BinaryOp.Max)]
    [InlineData(BinaryOp.Min)]
    internal void At_a_corner_is_PyTorchs(BinaryOp op)
    {
        Expr formula = new Binary(op, 0, new Input(0));
        Assert.Equal(0, Evaluate.At(Derivative.Of(formula, 0), [0]));
        Assert.Equal(0, Evaluate.At(Derivative.Of(Expr.Abs(new Input(0)), 0), [0]));
    }

    [Fact]
    public void Of_what_does_not_depend_on_the_input_is_the_constant_0()
    {
        Expr formula = Expr.Exp(new Input(1)) * new Scalar("learningRate");
        Assert.Equal(new Const(0), Derivative.Of(formula, 0));
        Assert.False(Derivative.DependsOn(formula, 0));
        Assert.True(Derivative.DependsOn(formula, 1));
    }

    private static void AssertSlopes(Expr formula, double[] at)
    {
        for (int input = 0; input < at.Length; input++)
        {
            double numeric = Slope(formula, at, input);
            double symbolic = new ExpressionInterpreter(_ => 0).Value(Derivative.Of(formula, input), at);
            Assert.True(
                Math.Abs(numeric - symbolic) <= 1e-7 * Math.Max(1, Math.Abs(numeric)),
                $"∂/∂{input} at ({string.Join(", ", at)}): {numeric:R} by differences, {symbolic:R} by the rule, of {formula}");
        }
    }

    private static double Slope(Expr formula, double[] at, int input) =>
        CentralDifferences.Derivative(at[input], x => new ExpressionInterpreter(_ => 0).Value(formula, [input == 0 ? x : at[0], input == 1 ? x : at[1]]));

    /// <summary>Whether every part has a moderate value and slope, which differences can follow, and no corner is near.</summary>
    private static bool IsSmoothAround(Expr formula, double[] at)
    {
        var interpreter = new ExpressionInterpreter(_ => 0);
        foreach (double offset in new[] { -0.01, -0.002, 0, 0.002, 0.01 })
        {
            foreach (Expr part in formula.Descendants())
            {
                if (!(Math.Abs(interpreter.Value(part, [at[0] + offset, at[1] - offset])) < 20)
                    || !(Math.Abs(interpreter.Value(part, [at[0] + offset, at[1] + offset])) < 20)
                    || (part is Unary { Op: UnaryOp.Log or UnaryOp.Sqrt } root && interpreter.Value(root.Operand, at) < 0.2)
                    || (part is Binary { Op: BinaryOp.Max or BinaryOp.Min } tie && interpreter.Value(tie.Left, at) == interpreter.Value(tie.Right, at))
                    || (part is Binary { Op: BinaryOp.Divide } quotient && Math.Abs(interpreter.Value(quotient.Right, at)) < 0.3))
                {
                    return false;
                }
            }
        }

        return interpreter.NearestCorner > 0.05 && HasMildSlopes(formula, at);
    }

    private static bool HasMildSlopes(Expr formula, double[] at) =>
        formula.Descendants().All(d => Math.Abs(Slope(d, at, 0)) < 50 && Math.Abs(Slope(d, at, 1)) < 50);
}
