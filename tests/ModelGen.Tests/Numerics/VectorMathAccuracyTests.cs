using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.Intrinsics;
using Xunit;
using Xunit.Abstractions;

namespace ModelGen.Tests.Numerics;

/// <summary>Every function at every width, over the whole range of its argument, against values of higher precision.</summary>
[Trait("Category", "Width")]
public class VectorMathAccuracyTests(ITestOutputHelper output)
{
    private const int Block = 16;
    private static readonly Lazy<float[]> SingleArguments = new(() => Arguments(SingleBits(), 1f));
    private static readonly Lazy<double[]> DoubleArguments = new(() => Arguments(DoubleBits(), 1d));

    public static TheoryData<string> Names => new(ElementaryFunctions.Single.Select(function => function.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void SingleIsWithinItsError(string name) =>
        Check(ElementaryFunctions.Single.Single(function => function.Name == name), SingleArguments.Value, new Format(23, -126));

    [Theory]
    [MemberData(nameof(Names))]
    public void DoubleIsWithinItsError(string name) =>
        Check(ElementaryFunctions.Double.Single(function => function.Name == name), DoubleArguments.Value, new Format(52, -1022));

    private void Check<T>(ElementaryFunction<T> function, T[] arguments, Format format)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double worst = 0, worstDifference = 0;
        T at = T.Zero, differsAt = T.Zero;
        T[] scalar = new T[Block], v128 = new T[Block], v256 = new T[Block], v512 = new T[Block];
        for (int start = 0; start + Block <= arguments.Length; start += Block)
        {
            ReadOnlySpan<T> x = arguments.AsSpan(start, Block);
            for (int i = 0; i < Block; i++)
            {
                scalar[i] = function.Scalar(x[i]);
            }

            for (int i = 0; i < Block; i += Vector128<T>.Count)
            {
                function.Vector128(Vector128.Create(x[i..])).CopyTo(v128, i);
            }

            for (int i = 0; i < Block; i += Vector256<T>.Count)
            {
                function.Vector256(Vector256.Create(x[i..])).CopyTo(v256, i);
            }

            for (int i = 0; i < Block; i += Vector512<T>.Count)
            {
                function.Vector512(Vector512.Create(x[i..])).CopyTo(v512, i);
            }

            for (int i = 0; i < Block; i++)
            {
                if (double.Abs(double.CreateChecked(x[i])) > function.Range)
                {
                    bool hasValue = T.IsFinite(x[i]);
                    bool isWithin = new[] { scalar[i], v128[i], v256[i], v512[i] }.All(y => hasValue ? T.Abs(y) <= T.One : T.IsNaN(y));
                    Assert.True(isWithin, $"{function.Name}({x[i]:R}) is not within ±1, or not NaN for what has no value.");
                    continue;
                }

                DoubleDouble exact = function.Exact(double.CreateChecked(x[i]));
                double error = format.ErrorInUlp(double.CreateChecked(scalar[i]), exact);
                foreach (T result in (ReadOnlySpan<T>)[v128[i], v256[i], v512[i]])
                {
                    if (!result.Equals(scalar[i]))
                    {
                        error = Math.Max(error, format.ErrorInUlp(double.CreateChecked(result), exact));
                        double difference = format.ErrorInUlp(double.CreateChecked(result), double.CreateChecked(scalar[i]));
                        (worstDifference, differsAt) = difference > worstDifference ? (difference, x[i]) : (worstDifference, differsAt);
                    }
                }

                (worst, at) = error > worst ? (error, x[i]) : (worst, at);
            }
        }

        output.WriteLine($"{function.Name} of {typeof(T).Name}: at most {worst:F3} ulp, at {at:R}; widths differ by {worstDifference:F2} ulp");
        Assert.True(worst <= function.MaxUlp, $"{function.Name}({at:R}) is {worst:F3} ulp wrong; {function.MaxUlp} are allowed.");
        Assert.True(worstDifference <= 1, $"{function.Name}({differsAt:R}) differs by {worstDifference} ulp between widths.");
    }

    /// <summary>What the bits give, an even grid about 0, and the numbers next to 1 and -1.</summary>
    private static T[] Arguments<T>(IEnumerable<T> fromBits, T one)
        where T : IBinaryFloatingPointIeee754<T>
    {
        List<T> arguments = [.. fromBits];
        for (int i = -100_000; i < 100_000; i++)
        {
            arguments.Add(T.CreateChecked(i) / T.CreateChecked(10_007));
        }

        T up = one, down = one;
        for (int i = 0; i < 1_000; i++)
        {
            arguments.AddRange([up, -up, down, -down]);
            up = T.BitIncrement(up);
            down = T.BitDecrement(down);
        }

        while (arguments.Count % Block != 0)
        {
            arguments.Add(one);
        }

        return [.. arguments];
    }

    private static IEnumerable<float> SingleBits()
    {
        for (long bits = 0; bits <= uint.MaxValue; bits += 2_053)
        {
            yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }
    }

    private static IEnumerable<double> DoubleBits()
    {
        const int Count = 200_003;
        for (int i = 0; i < Count; i++)
        {
            yield return BitConverter.UInt64BitsToDouble(ulong.MaxValue / Count * (ulong)i);
        }
    }

    /// <summary>A floating-point format by its mantissa's bits and its lowest normal exponent.</summary>
    private readonly record struct Format(int MantissaBits, int MinExponent)
    {
        /// <summary>
        /// |result - exact| in units of exact's last place; infinity counts as the power of two after the greatest number.
        /// </summary>
        /// <remarks>A denormal may be lost altogether, but not be more than the smallest normal number.</remarks>
        public double ErrorInUlp(double result, DoubleDouble exact)
        {
            if (double.IsNaN(result) || double.IsNaN(exact.High))
            {
                return double.IsNaN(result) && double.IsNaN(exact.High) ? 0 : double.PositiveInfinity;
            }

            // scaled, so that neither the power of two after the greatest double nor the last place of the least leaves the range
            double scale = Math.Abs(exact.High) > 1 ? 0.5 : Math.ScaleB(1, 60);
            double limit = Math.ScaleB(1, -MinExponent + 1);
            double high = double.Clamp(exact.High * scale, -limit, limit);
            double low = Math.Abs(high) == limit ? 0 : exact.Low * scale;
            double error = Math.Abs(double.Clamp(result * scale, -limit, limit) - high - low);
            double smallest = Math.ScaleB(scale, MinExponent);
            if (Math.Abs(high) < smallest)
            {
                return error <= smallest ? 0 : double.PositiveInfinity;
            }

            return error / Math.ScaleB(1, Math.ILogB(high) - MantissaBits);
        }
    }
}
