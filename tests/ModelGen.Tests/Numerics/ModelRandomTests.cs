using System;
using System.Linq;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

public class ModelRandomTests
{
    /// <summary>
    /// Seed, the first three outputs, and the thousandth: computed by the authors' reference algorithm, transcribed to another language.
    /// </summary>
    [Theory]
    [InlineData(0, 0x99ec5f36cb75f2b4, 0xbf6e1f784956452a, 0x1a5f849d4933e6e0, 0x7aac8c483a2edd2f)]
    [InlineData(1, 0xb3f2af6d0fc710c5, 0x853b559647364cea, 0x92f89756082a4514, 0xb8517c33c344d153)]
    [InlineData(42, 0x15780b2e0c2ec716, 0x6104d9866d113a7e, 0xae17533239e499a1, 0x8de5848c61ab8968)]
    [InlineData(-1, 0x55e3f231329b5602, 0x4f16521cb00ea1b8, 0x86e8869c43c7dd52, 0x17c802769a57cca4)]
    public void OutputsAreThoseOfXoshiro256StarStar(int seed, ulong first, ulong second, ulong third, ulong thousandth)
    {
        ModelRandom random = new(seed);
        ulong[] outputs = [.. Enumerable.Range(0, 1000).Select(_ => random.NextUInt64())];
        Assert.Equal([first, second, third, thousandth], [outputs[0], outputs[1], outputs[2], outputs[999]]);
    }

    [Fact]
    public void DoublesAreUniform()
    {
        ModelRandom random = new(1);
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextDouble())];
        Assert.InRange(draws.Min(), 0, 1e-3);
        Assert.InRange(draws.Max(), 1 - 1e-3, 1 - 1e-17);

        // the mean's deviation is 1/√(12 n) = 0.0009, the variance's √(1/180 n) = 0.0002
        Assert.Equal(0.5, draws.Average(), 0.004);
        Assert.Equal(1.0 / 12, draws.Average(x => (x - 0.5) * (x - 0.5)), 0.001);
    }

    [Fact]
    public void IntegersAreBelowTheBoundAndUniform()
    {
        ModelRandom random = new(1);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++)
        {
            counts[random.NextInt32(7)]++;
        }

        // 10,000 each, with deviation 93
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Equal(0, random.NextInt32(1));
    }

    /// <summary>
    /// Of 2³² values, 3·2³⁰ is no divisor: without rejection, every third number would come twice as often as the two after it.
    /// </summary>
    [Fact]
    public void IntegersBelowALargeBoundAreUnbiased()
    {
        const int Bound = 3 << 29;
        ModelRandom random = new(1);
        int[] counts = new int[3];
        for (int i = 0; i < 90_000; i++)
        {
            counts[random.NextInt32(Bound) % 3]++;
        }

        // 30,000 each, with deviation 141
        Assert.All(counts, count => Assert.InRange(count, 29_400, 30_600));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void ABoundBelowOneThrowsAndLeavesTheStateAlone(int bound)
    {
        ModelRandom random = new(3), untouched = new(3);
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt32(bound));
        Assert.Equal(untouched.NextUInt64(), random.NextUInt64());
    }

    [Fact]
    public void NormalsHaveTheNormalMoments()
    {
        ModelRandom random = new(1);
        double[] draws = [.. Enumerable.Range(0, 200_000).Select(_ => random.NextNormal())];

        // deviations of the four moments: 0.0022, 0.0032, 0.0087, 0.022
        Assert.Equal(0, draws.Average(), 0.01);
        Assert.Equal(1, draws.Average(x => x * x), 0.015);
        Assert.Equal(0, draws.Average(x => x * x * x), 0.04);
        Assert.Equal(3, draws.Average(x => x * x * x * x), 0.1);
        Assert.Equal(0.6827, draws.Count(x => Math.Abs(x) < 1) / 200_000.0, 0.005);
    }

    /// <summary>The polar method with the library's logarithm, which may differ in the last bits.</summary>
    [Fact]
    public void NormalsAreThoseOfThePolarMethod()
    {
        ModelRandom random = new(5), uniform = new(5);
        for (int i = 0; i < 10_000; i++)
        {
            double x, s;
            do
            {
                x = 2 * uniform.NextDouble() - 1;
                double y = 2 * uniform.NextDouble() - 1;
                s = x * x + y * y;
            }
            while (s >= 1 || s == 0);

            double expected = x * Math.Sqrt(-2 * Math.Log(s) / s);
            Assert.Equal(expected, random.NextNormal(), 1e-14 * Math.Abs(expected));
        }
    }

    /// <summary>The expected hash was computed by a transcription to another language.</summary>
    [Fact]
    public void NormalsHaveKnownBits()
    {
        ModelRandom random = new(0);
        ulong hash = 0;
        for (int i = 0; i < 1000; i++)
        {
            hash = hash * 31 + BitConverter.DoubleToUInt64Bits(random.NextNormal());
        }

        Assert.Equal(0xdee1dcef619f350fUL, hash);
    }

    [Fact]
    public void ShufflesAreEquallyLikely()
    {
        ModelRandom random = new(1);
        int[] counts = new int[1000];
        for (int i = 0; i < 60_000; i++)
        {
            int[] items = [1, 2, 3];
            random.Shuffle<int>(items);
            counts[items[0] * 100 + items[1] * 10 + items[2]]++;
        }

        // six orders, 10,000 each, with deviation 91
        Assert.All([123, 132, 213, 231, 312, 321], order => Assert.InRange(counts[order], 9_600, 10_400));
    }
}
