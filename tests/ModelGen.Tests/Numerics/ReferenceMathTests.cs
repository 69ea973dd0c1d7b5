using System;
using System.Linq;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>The functions of the reference form: near the exact value, and the same bits as ever.</summary>
public sealed class ReferenceMathTests
{
    private static readonly (string Name, Func<double, double> Exact, Func<float, float> Single, Func<double, double> Double)[] Functions =
    [
        ("Exp", Math.Exp, ReferenceMath.Exp, ReferenceMath.Exp),
        ("Log", x => Math.Log(Math.Abs(x)), x => ReferenceMath.Log(Math.Abs(x)), x => ReferenceMath.Log(Math.Abs(x))),
        ("Tanh", Math.Tanh, ReferenceMath.Tanh, ReferenceMath.Tanh),
        ("Sigmoid", x => 1 / (1 + Math.Exp(-x)), ReferenceMath.Sigmoid, ReferenceMath.Sigmoid),
        ("Softplus", x => Math.Max(x, 0) + LogOfOnePlus(Math.Exp(-Math.Abs(x))), ReferenceMath.Softplus, ReferenceMath.Softplus),
        ("Sin", Math.Sin, ReferenceMath.Sin, ReferenceMath.Sin),
        ("Cos", Math.Cos, ReferenceMath.Cos, ReferenceMath.Cos),
    ];

    [Fact]
    public void Functions_are_near_the_exact_values()
    {
        foreach (var (name, exact, single, precise) in Functions)
        {
            for (double x = -20.03; x < 20; x += 0.137)
            {
                float argument = (float)x;
                double wanted = exact(argument);
                Assert.True(Math.Abs(single(argument) - wanted) <= 8 * MathF.BitIncrement((float)Math.Abs(wanted)) * 6e-8 + 1e-7 * Math.Min(1, Math.Abs(wanted) + 1e-3), $"{name}({argument}) in single precision");
                wanted = exact(x);
                Assert.True(Math.Abs(precise(x) - wanted) <= 2e-15 * (Math.Abs(wanted) + 1e-3), $"{name}({x}) in double precision");
            }
        }
    }

    [Fact]
    public void What_is_no_number_stays_so()
    {
        foreach (var (_, _, single, precise) in Functions)
        {
            Assert.True(float.IsNaN(single(float.NaN)) && double.IsNaN(precise(double.NaN)));
        }

        Assert.True(new[] { ReferenceMath.Max(float.NaN, 1f), ReferenceMath.Max(1f, float.NaN), ReferenceMath.Min(float.NaN, 1f), ReferenceMath.Min(1f, float.NaN) }.All(float.IsNaN));
    }

    /// <summary>Sums and products of numbers, rounded one after the other, come out the same everywhere: these bits were found on a processor with AVX-512.</summary>
    [Fact]
    public void Bits_are_the_same_on_every_processor()
    {
        uint bits = 17;
        foreach (var (_, _, single, _) in Functions)
        {
            for (float x = -10.01f; x < 10; x += 0.0371f)
            {
                bits = unchecked((bits * 16777619) ^ BitConverter.SingleToUInt32Bits(single(x)));
            }
        }

        Assert.Equal(ExpectedBits, bits);
    }

    // Without the loss of digits for small x.
    private static double LogOfOnePlus(double x) => 1 + x == 1 ? x : Math.Log(1 + x) * x / (1 + x - 1);

    private const uint ExpectedBits = 2590501724;
}
