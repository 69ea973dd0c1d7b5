using System;
using System.Runtime.Intrinsics;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>Powers at every width, within the error that follows from their exponent.</summary>
[Trait("Category", "Width")]
public class VectorMathPowTests
{
    [Fact]
    public void SingleIsWithinItsError()
    {
        foreach ((double x, double y) in Samples(1e-3, 1e3))
        {
            float exact = (float)Math.Pow((float)x, (float)y), bound = (float)(Error((float)x, (float)y) * Math.Pow(2, -23)) * exact;
            Check((float)x, (float)y, result => Assert.InRange(result, exact - bound, exact + bound));
        }
    }

    [Fact]
    public void DoubleIsWithinItsError()
    {
        foreach ((double x, double y) in Samples(1e-30, 1e30))
        {
            // Math.Pow's own error is below one ulp.
            double exact = Math.Pow(x, y), bound = (1 + Error(x, y)) * Math.Pow(2, -52) * exact;
            Check(x, y, result => Assert.InRange(result, exact - bound, exact + bound));
        }
    }

    [Theory]
    [InlineData(0, 1.5, 0)]
    [InlineData(0, -1.5, double.PositiveInfinity)]
    [InlineData(1, 1e9, 1)]
    [InlineData(7, 0, 1)]
    [InlineData(-8, 3, double.NaN)]
    [InlineData(double.NaN, 2.5, double.NaN)]
    [InlineData(2.5, double.NaN, double.NaN)]
    [InlineData(double.PositiveInfinity, 0.5, double.PositiveInfinity)]
    [InlineData(double.PositiveInfinity, -0.5, 0)]
    [InlineData(10, 1e4, double.PositiveInfinity)]
    public void SpecialValuesAreExact(double x, double y, double expected)
    {
        Check((float)x, (float)y, result => Assert.Equal((float)expected, result));
        Check(x, y, result => Assert.Equal(expected, result));
    }

    /// <summary>In ulp: the exponential's and, in its argument, that of the product and of the logarithm.</summary>
    private static double Error(double x, double y) => 2 + (1.5 * Math.Abs(y * Math.Log(x)));

    private static (double X, double Y)[] Samples(double low, double high)
    {
        var random = new Random(1);
        var samples = new (double, double)[2000];
        for (int k = 0; k < samples.Length; k++)
        {
            double x = Math.Exp(Math.Log(low) + (random.NextDouble() * Math.Log(high / low)));
            samples[k] = (x, (random.NextDouble() - 0.5) * 10);
        }

        return samples;
    }

    private static void Check(float x, float y, Action<float> check)
    {
        check(VectorMath.Pow(x, y));
        check(VectorMath.Pow(Vector128.Create(x), Vector128.Create(y))[3]);
        check(VectorMath.Pow(Vector256.Create(x), Vector256.Create(y))[7]);
        check(VectorMath.Pow(Vector512.Create(x), Vector512.Create(y))[15]);
    }

    private static void Check(double x, double y, Action<double> check)
    {
        check(VectorMath.Pow(x, y));
        check(VectorMath.Pow(Vector128.Create(x), Vector128.Create(y))[1]);
        check(VectorMath.Pow(Vector256.Create(x), Vector256.Create(y))[3]);
        check(VectorMath.Pow(Vector512.Create(x), Vector512.Create(y))[7]);
    }
}
