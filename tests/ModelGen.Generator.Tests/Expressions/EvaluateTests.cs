using System;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Expressions;

/// <summary>The generator's own evaluation of formulas against the interpreter's, which shares no line with it.</summary>
public sealed class EvaluateTests
{
    public static TheoryData<string> UnaryOps => [.. Enum.GetNames<UnaryOp>()];

    [Theory]
    [MemberData(nameof(UnaryOps))]
    public void Functions_agree_with_an_independent_computation(string name)
    {
        var op = Enum.Parse<UnaryOp>(name);
        Expr formula = new Unary(op, new Input(0));
        bool positiveOnly = op is UnaryOp.Log or UnaryOp.Sqrt;
        for (double x = positiveOnly ? 0.01 : -7; x < 7; x += 0.093)
        {
            double expected = new ExpressionInterpreter(_ => 0).Value(formula, [x]), actual = Evaluate.At(formula, [x]);
            Assert.True(Math.Abs(expected - actual) <= 4e-15 * Math.Max(1, Math.Abs(expected)), $"{name}({x}): {expected:R} expected, {actual:R} given");
        }
    }

    [Fact]
    public void Random_formulas_agree()
    {
        for (int seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            Expr formula = RandomExpressions.Draw(random, depth: 3);
            double[] inputs = [(4 * random.NextDouble()) - 2, (4 * random.NextDouble()) - 2];
            var interpreter = new ExpressionInterpreter(_ => 0);
            double[] parts = [.. formula.Descendants().Select(d => interpreter.Value(d, inputs))];
            if (parts.All(p => Math.Abs(p) < 1e4) && interpreter.NearestCorner > 1e-9)
            {
                Assert.Equal(parts[0], Evaluate.At(formula, inputs), 1e-9 * Math.Max(1, Math.Abs(parts[0])));
            }
        }
    }

    [Theory]
    [InlineData(UnaryOp.Sigmoid, 800, 1)]
    [InlineData(UnaryOp.Sigmoid, -800, 0)]
    [InlineData(UnaryOp.Softplus, 800, 800)]
    [InlineData(UnaryOp.Softplus, -800, 0)]
    [InlineData(UnaryOp.Erf, 40, 1)]
    [InlineData(UnaryOp.Erf, -40, -1)]
    internal void Functions_do_not_overflow(UnaryOp op, double at, double value) => Assert.Equal(value, Evaluate.At(new Unary(op, new Input(0)), [at]));

    [Fact]
    public void Scalars_and_positions_are_asked_for_by_name_and_place()
    {
        Expr formula = new Scalar("learningRate") * new Position();
        Assert.Equal(0.5, Evaluate.At(formula, [], name => name == "learningRate" ? 0.25 : double.NaN, position: 2));
        Assert.Throws<ArgumentNullException>(() => Evaluate.At(formula, []));
    }
}
