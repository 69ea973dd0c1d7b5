using System;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>Infinities, NaN, zeros, overflow and underflow, to the bit, at every width.</summary>
[Trait("Category", "Width")]
public class VectorMathSpecialValuesTests
{
    private const double Infinity = double.PositiveInfinity;

    /// <summary>Function, argument, value: true in both precisions.</summary>
    public static TheoryData<string, double, double> Values => new()
    {
        { "Exp", -Infinity, 0 }, { "Exp", Infinity, Infinity }, { "Exp", double.NaN, double.NaN }, { "Exp", 0, 1 }, { "Exp", -0.0, 1 },
        { "Exp", 1e30, Infinity }, { "Exp", -1e30, 0 }, { "Exp", 710, Infinity }, { "Exp", -750, 0 },
        { "Log", 0, -Infinity }, { "Log", -0.0, -Infinity }, { "Log", Infinity, Infinity }, { "Log", double.NaN, double.NaN }, { "Log", 1, 0 },
        { "Log", -1, double.NaN }, { "Log", -1e-40, double.NaN }, { "Log", -Infinity, double.NaN },
        { "Tanh", Infinity, 1 }, { "Tanh", -Infinity, -1 }, { "Tanh", double.NaN, double.NaN }, { "Tanh", 0, 0 }, { "Tanh", -0.0, -0.0 },
        { "Tanh", 1e30, 1 }, { "Tanh", -1e30, -1 },
        { "Sigmoid", Infinity, 1 }, { "Sigmoid", -Infinity, 0 }, { "Sigmoid", double.NaN, double.NaN }, { "Sigmoid", 0, 0.5 }, { "Sigmoid", -0.0, 0.5 },
        { "Sigmoid", 1e30, 1 }, { "Sigmoid", -1e30, 0 },
        { "Softplus", Infinity, Infinity }, { "Softplus", -Infinity, 0 }, { "Softplus", double.NaN, double.NaN },
        { "Softplus", 1048576, 1048576 }, { "Softplus", -1e30, 0 },
        { "Erf", Infinity, 1 }, { "Erf", -Infinity, -1 }, { "Erf", double.NaN, double.NaN }, { "Erf", 0, 0 }, { "Erf", -0.0, -0.0 },
        { "Erf", 1e30, 1 }, { "Erf", -1e30, -1 },
        { "Sin", Infinity, double.NaN }, { "Sin", -Infinity, double.NaN }, { "Sin", double.NaN, double.NaN }, { "Sin", 0, 0 }, { "Sin", -0.0, -0.0 },
        { "Cos", Infinity, double.NaN }, { "Cos", -Infinity, double.NaN }, { "Cos", double.NaN, double.NaN }, { "Cos", 0, 1 }, { "Cos", -0.0, 1 },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void SpecialValuesAreExact(string name, double x, double expected)
    {
        Check(ElementaryFunctions.Single.Single(function => function.Name == name), (float)x, (float)expected);
        Check(ElementaryFunctions.Double.Single(function => function.Name == name), x, expected);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1e-40, 1)]
    [InlineData(-1e-40, -1)]
    [InlineData(17.5, 1)]
    [InlineData(-17.5, -1)]
    [InlineData(Infinity, 1)]
    [InlineData(-Infinity, -1)]
    [InlineData(double.NaN, double.NaN)]
    public void SignIsMinusOneZeroOrOne(double x, double expected)
    {
        Check(new("Sign", 0, null!, VectorMath.Sign, VectorMath.Sign, VectorMath.Sign, VectorMath.Sign), (float)x, (float)expected);
        Check(new("Sign", 0, null!, VectorMath.Sign, VectorMath.Sign, VectorMath.Sign, VectorMath.Sign), x, expected);
    }

    [Theory]
    [InlineData(1.17549435e-38f, 1.17549435e-38f)]
    [InlineData(-1.17549435e-38f, -1.17549435e-38f)]
    [InlineData(1.1754942e-38f, 0)]
    [InlineData(-1.1754942e-38f, 0)]
    [InlineData(float.Epsilon, 0)]
    [InlineData(0.1f, 0.1f)]
    [InlineData(float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(float.NaN, float.NaN)]
    public void FlushDenormalOfSingle(float x, float expected) =>
        Check(new("FlushDenormal", 0, null!, VectorMath.FlushDenormal, VectorMath.FlushDenormal, VectorMath.FlushDenormal, VectorMath.FlushDenormal), x, expected);

    [Theory]
    [InlineData(2.2250738585072014e-308, 2.2250738585072014e-308)]
    [InlineData(-2.2250738585072014e-308, -2.2250738585072014e-308)]
    [InlineData(2.225073858507201e-308, 0)]
    [InlineData(-2.225073858507201e-308, 0)]
    [InlineData(double.Epsilon, 0)]
    [InlineData(1e-40, 1e-40)]
    [InlineData(-Infinity, -Infinity)]
    [InlineData(double.NaN, double.NaN)]
    public void FlushDenormalOfDouble(double x, double expected) =>
        Check(new("FlushDenormal", 0, null!, VectorMath.FlushDenormal, VectorMath.FlushDenormal, VectorMath.FlushDenormal, VectorMath.FlushDenormal), x, expected);

    [Theory]
    [InlineData(1, 2, 2, 1)]
    [InlineData(2, -3, 2, -3)]
    [InlineData(5, 5, 5, 5)]
    [InlineData(-Infinity, 4, 4, -Infinity)]
    [InlineData(Infinity, 4, Infinity, 4)]
    [InlineData(double.NaN, 1, double.NaN, double.NaN)]
    [InlineData(1, double.NaN, double.NaN, double.NaN)]
    [InlineData(double.NaN, double.NaN, double.NaN, double.NaN)]
    [InlineData(-Infinity, double.NaN, double.NaN, double.NaN)]
    [InlineData(double.NaN, Infinity, double.NaN, double.NaN)]
    public void WhatIsNoNumberIsTheLargerAndTheSmaller(double x, double y, double larger, double smaller)
    {
        float single = (float)y;
        Check(
            new("Max", 0, null!, a => VectorMath.Max(a, single), a => VectorMath.Max(a, Vector128.Create(single)), a => VectorMath.Max(a, Vector256.Create(single)), a => VectorMath.Max(a, Vector512.Create(single))),
            (float)x,
            (float)larger);
        Check(
            new("Min", 0, null!, a => VectorMath.Min(a, single), a => VectorMath.Min(a, Vector128.Create(single)), a => VectorMath.Min(a, Vector256.Create(single)), a => VectorMath.Min(a, Vector512.Create(single))),
            (float)x,
            (float)smaller);
        Check(
            new("Max", 0, null!, a => VectorMath.Max(a, y), a => VectorMath.Max(a, Vector128.Create(y)), a => VectorMath.Max(a, Vector256.Create(y)), a => VectorMath.Max(a, Vector512.Create(y))),
            x,
            larger);
        Check(
            new("Min", 0, null!, a => VectorMath.Min(a, y), a => VectorMath.Min(a, Vector128.Create(y)), a => VectorMath.Min(a, Vector256.Create(y)), a => VectorMath.Min(a, Vector512.Create(y))),
            x,
            smaller);
    }

    /// <summary>Equal, and zeros of one sign.</summary>
    private static void Check<T>(ElementaryFunction<T> function, T x, T expected)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] results =
        [
            function.Scalar(x),
            .. All(function.Vector128(Vector128.Create(x))),
            .. All(function.Vector256(Vector256.Create(x))),
            .. All(function.Vector512(Vector512.Create(x))),
        ];
        Assert.All(results, result => Assert.Equal((expected, T.IsNegative(expected) && expected == T.Zero), (result, T.IsNegative(result) && result == T.Zero)));

        static T[] All<TVector>(TVector vector)
        {
            T[] lanes = new T[Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<T>()];
            Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref lanes[0]), vector);
            return lanes;
        }
    }
}
