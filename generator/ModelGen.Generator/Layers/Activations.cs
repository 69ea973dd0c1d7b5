using System;
using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>The activation functions of one number, a line each. (Softmax and log-softmax see a whole example: <see cref="ActivationLowering"/>.)</summary>
internal static class Activations
{
    private const double SeluAlpha = 1.6732632423543772848170429916717;
    private const double SeluScale = 1.0507009873554804934193349852946;

    public static ActivationFunction Of(ActivationKind kind, double slope, double alpha) => kind switch
    {
        ActivationKind.Identity => new(x => x),
        ActivationKind.Relu => new(x => Max(0, x), y => Step(y, 1, 0)),
        ActivationKind.LeakyRelu when slope == 0 => Of(ActivationKind.Relu, slope, alpha),
        ActivationKind.LeakyRelu => new(x => Step(x, x, slope * x), slope > 0 ? y => Step(y, 1, slope) : null),
        ActivationKind.Abs => new(Abs),
        ActivationKind.Sigmoid => new(Sigmoid),
        ActivationKind.Tanh => new(Tanh),
        ActivationKind.Elu when alpha == 0 => Of(ActivationKind.Relu, slope, alpha),

        // The slope from the output, y + α, would have lost the digits of exp(x) where y is nearly −α: 0 at x = −18 in single precision.
        ActivationKind.Elu => new(x => Step(x, x, alpha * (Exp(x) - 1))),
        ActivationKind.Selu => new(x => Step(x, SeluScale * x, SeluScale * SeluAlpha * (Exp(x) - 1))),
        ActivationKind.Gelu => new(x => 0.5 * x * (1 + Erf(Math.Sqrt(0.5) * x))),
        ActivationKind.GeluTanh => new(x => 0.5 * x * (1 + Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * (x * x * x)))))),
        ActivationKind.Silu => new(x => x * Sigmoid(x)),
        ActivationKind.Softplus => new(Softplus),
        ActivationKind.Softsign => new(x => x / (1 + Abs(x)), y => (1 - Abs(y)) * (1 - Abs(y))),
        ActivationKind.Mish => new(x => x * Tanh(Softplus(x))),
        ActivationKind.Relu6 => new(x => Min(6, Max(0, x)), y => Inside(y, 0, 6, 1)),
        ActivationKind.HardSigmoid => new(x => Min(1, Max(0, (1.0 / 6 * x) + 0.5)), y => Inside(y, 0, 1, 1.0 / 6)),
        ActivationKind.HardSwish => new(x => x * Min(1, Max(0, (1.0 / 6 * x) + 0.5)), SlopeFromArgument: SlopeOfHardSwish),
        ActivationKind.HardTanh => new(x => Min(1, Max(-1, x)), y => Inside(y, -1, 1, 1)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Those that pass positive numbers on unchanged or nearly so; He's initialisation keeps their variance.</summary>
    public static ISet<ActivationKind> RectifierLike { get; } = new HashSet<ActivationKind>
    {
        ActivationKind.Relu, ActivationKind.LeakyRelu, ActivationKind.Abs, ActivationKind.Elu, ActivationKind.Gelu, ActivationKind.GeluTanh,
        ActivationKind.Silu, ActivationKind.Mish, ActivationKind.Relu6, ActivationKind.HardSwish,
    };

    private static Expr Step(Expr x, Expr above, Expr below) => Select(x, Comparison.Greater, 0, above, below);

    // By the product rule it would be 0 · ∞ on the flat side before what has an infinite slope at 0.
    private static Expr SlopeOfHardSwish(Expr x) =>
        Select(x, Comparison.GreaterOrEqual, 3, 1, Select(-3, Comparison.GreaterOrEqual, x, 0, (1.0 / 3 * x) + 0.5));

    private static Expr Inside(Expr y, Expr low, Expr high, Expr slope) =>
        Select(y, Comparison.Greater, low, Select(y, Comparison.Less, high, slope, 0), 0);
}

/// <summary>A function of one number.</summary>
/// <param name="Apply">Its formula.</param>
/// <param name="SlopeFromOutput">
/// The derivative as a formula of the function's value, where that exists and differentiation alone does not find it; then the backward pass need
/// not keep the function's argument.
/// </param>
/// <param name="SlopeFromArgument">The derivative where differentiation alone does not find the form that is wanted.</param>
internal sealed record ActivationFunction(Func<Expr, Expr> Apply, Func<Expr, Expr>? SlopeFromOutput = null, Func<Expr, Expr>? SlopeFromArgument = null)
{
    /// <summary>The derivative of f at x, where it is given, as a formula of y = f(x) and x.</summary>
    public Expr? Slope(Expr y, Expr x) => SlopeFromOutput?.Invoke(y) ?? SlopeFromArgument?.Invoke(x);
}
