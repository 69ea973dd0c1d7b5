using System;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Expressions;

/// <summary>Each activation's line against the textbook's formula, and both forms of its derivative against differences.</summary>
public sealed class ActivationTests
{
    private static readonly double[] Samples = [-7.3, -4.1, -2.6, -1.4, -0.8, -0.3, 0.2, 0.7, 1.3, 2.4, 3.7, 5.2, 7.9];

    public static TheoryData<string> Elementwise => [.. Enum.GetNames<ActivationKind>().Except([nameof(ActivationKind.Softmax), nameof(ActivationKind.LogSoftmax)])];

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Formula_is_the_textbooks(string name)
    {
        var kind = Enum.Parse<ActivationKind>(name);
        foreach (double x in Samples)
        {
            double expected = Textbook(kind, x, slope: 0.2, alpha: 0.7), actual = At(Activations.Of(kind, 0.2, 0.7).Apply(Expr.Input(0)), x);
            Assert.Equal(expected, actual, 1e-14 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Derivative_is_the_slope(string name)
    {
        Expr formula = Activations.Of(Enum.Parse<ActivationKind>(name), 0.2, 0.7).Apply(Expr.Input(0));
        foreach (double x in Samples)
        {
            double numeric = CentralDifferences.Derivative(x, at => At(formula, at));
            Assert.Equal(numeric, At(Derivative.Of(formula, 0), x), 1e-9 * Math.Max(1, Math.Abs(numeric)));
        }
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Slope_that_is_given_is_the_derivative(string name)
    {
        ActivationFunction function = Activations.Of(Enum.Parse<ActivationKind>(name), 0.2, 0.7);
        Expr formula = function.Apply(Expr.Input(0));
        Expr slope = function.Slope(Expr.Input(0), Expr.Input(1)) ?? Derivative.Of(formula, 0).Substitute([Expr.Input(1)]);
        foreach (double x in Samples)
        {
            Assert.Equal(At(Derivative.Of(formula, 0), x), Evaluate.At(slope, [At(formula, x), x]), 1e-12);
        }
    }

    [Fact]
    public void Slope_from_the_output_is_given_only_where_outputs_tell_arguments_apart()
    {
        Assert.Null(Activations.Of(ActivationKind.LeakyRelu, slope: -0.1, alpha: 1).SlopeFromOutput);
        Assert.NotNull(Activations.Of(ActivationKind.LeakyRelu, slope: 0.1, alpha: 1).SlopeFromOutput);
    }

    [Theory]
    [MemberData(nameof(Elementwise))]
    public void Extreme_arguments_give_numbers(string name)
    {
        Expr formula = Activations.Of(Enum.Parse<ActivationKind>(name), 0.2, 0.7).Apply(Expr.Input(0));
        foreach (double x in new[] { -700.0, 700 })
        {
            Assert.True(double.IsFinite(At(formula, x)), $"{name}({x}) is {At(formula, x)}");
        }
    }

    private static double At(Expr formula, double x) => new ExpressionInterpreter(_ => 0).Value(formula, [x]);

    private static double Textbook(ActivationKind kind, double x, double slope, double alpha)
    {
        double sigmoid = 1 / (1 + Math.Exp(-x)), softplus = Math.Log(1 + Math.Exp(x));
        return kind switch
        {
            ActivationKind.Identity => x,
            ActivationKind.Relu => x > 0 ? x : 0,
            ActivationKind.LeakyRelu => x > 0 ? x : slope * x,
            ActivationKind.Abs => x > 0 ? x : -x,
            ActivationKind.Sigmoid => sigmoid,
            ActivationKind.Tanh => (Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x)),
            ActivationKind.Elu => x > 0 ? x : alpha * (Math.Exp(x) - 1),
            ActivationKind.Selu => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)),
            ActivationKind.Gelu => x * (1 + At(new Unary(UnaryOp.Erf, Expr.Input(0)), x / Math.Sqrt(2))) / 2,
            ActivationKind.GeluTanh => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * Math.Pow(x, 3))))) / 2,
            ActivationKind.Silu => x * sigmoid,
            ActivationKind.Softplus => softplus,
            ActivationKind.Softsign => x / (1 + Math.Abs(x)),
            ActivationKind.Mish => x * Math.Tanh(softplus),
            ActivationKind.Relu6 => Math.Clamp(x, 0, 6),
            ActivationKind.HardSigmoid => Math.Clamp((x + 3) / 6, 0, 1),
            ActivationKind.HardSwish => x * Math.Clamp((x + 3) / 6, 0, 1),
            ActivationKind.HardTanh => Math.Clamp(x, -1, 1),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }
}
