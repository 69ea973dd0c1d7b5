using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using ModelGen.Numerics;

namespace ModelGen.Tests.Numerics;

/// <summary>A function of <see cref="VectorMath"/> at its four widths, beside its true value and the error it may have.</summary>
/// <remarks>Beyond <c>Range</c> it is only said to stay within ±1.</remarks>
internal sealed record ElementaryFunction<T>(
    string Name,
    double MaxUlp,
    Func<double, DoubleDouble> Exact,
    Func<T, T> Scalar,
    Func<Vector128<T>, Vector128<T>> Vector128,
    Func<Vector256<T>, Vector256<T>> Vector256,
    Func<Vector512<T>, Vector512<T>> Vector512)
{
    /// <summary>The largest magnitude of an argument up to which the error holds.</summary>
    public double Range { get; init; } = double.PositiveInfinity;
}

/// <summary>All functions that have an error to measure.</summary>
internal static class ElementaryFunctions
{
    public static readonly IReadOnlyList<ElementaryFunction<float>> Single =
    [
        new("Exp", 1.1, x => Math.Exp(x), VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp),
        new("Log", 1, x => Math.Log(x), VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log),
        new("Tanh", 2.5, x => Math.Tanh(x), VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh),
        new("Sigmoid", 3.8, x => 1 / (1 + Math.Exp(-x)), VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid),
        new("Softplus", 2, Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus),
        new("Erf", 1.5, Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf),
        new("Sin", 3.2, x => Math.Sin(x), VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin) { Range = 8192 },
        new("Cos", 4.2, x => Math.Cos(x), VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos) { Range = 8192 },
    ];

    public static readonly IReadOnlyList<ElementaryFunction<double>> Double =
    [
        new("Exp", 1.2, x => DoubleDouble.Exp(x), VectorMath.Exp, VectorMath.Exp, VectorMath.Exp, VectorMath.Exp),
        new("Log", 1, x => x > 0 && double.IsFinite(x) ? DoubleDouble.Log(x) : Math.Log(x), VectorMath.Log, VectorMath.Log, VectorMath.Log, VectorMath.Log),
        new("Tanh", 2.5, ExactTanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh, VectorMath.Tanh),
        new("Sigmoid", 3, ExactSigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid, VectorMath.Sigmoid),
        new("Softplus", 2.2, ExactSoftplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus, VectorMath.Softplus),
        new("Erf", 2.2, DoubleDouble.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf, VectorMath.Erf),
        new("Sin", 4, DoubleDouble.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin, VectorMath.Sin) { Range = 1 << 20 },
        new("Cos", 4, DoubleDouble.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos, VectorMath.Cos) { Range = 1 << 20 },
    ];

    private static DoubleDouble Softplus(double x)
    {
        // ln(1 + e) with the rounding of 1 + e taken out again
        double e = Math.Exp(-Math.Abs(x));
        double sum = 1 + e;
        return Math.Max(x, 0) + (sum == 1 ? e : Math.Log(sum) * e / (sum - 1));
    }

    private static DoubleDouble Erf(double x)
    {
        if (Math.Abs(x) > 6)
        {
            return Math.Sign(x);
        }

        double term = x, sum = x;
        for (int k = 3; Math.Abs(term) > 1e-17 * Math.Abs(sum); k += 2)
        {
            term *= 2 * x * x / k;
            sum += term;
        }

        return DoubleDouble.TwoOverRootPi.High * Math.Exp(-x * x) * sum;
    }

    private static DoubleDouble ExactTanh(double x)
    {
        if (Math.Abs(x) > 25)
        {
            return Math.Sign(x);
        }

        DoubleDouble e = DoubleDouble.ExpMinus1((DoubleDouble)x * 2);
        return e / (e + 2);
    }

    private static DoubleDouble ExactSigmoid(double x)
    {
        DoubleDouble e = DoubleDouble.Exp(-Math.Abs(x));
        return (x > 0 ? 1 : e) / (1 + e);
    }

    private static DoubleDouble ExactSoftplus(double x) => Math.Max(x, 0) + DoubleDouble.LogOf1Plus(DoubleDouble.Exp(-Math.Abs(x)));
}
