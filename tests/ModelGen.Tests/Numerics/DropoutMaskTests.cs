using System;
using System.Linq;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>The numbers of dropout behave as independent coins. All is seeded: a test that passes passes always.</summary>
public sealed class DropoutMaskTests
{
    // Of N(0, 1) beyond: two in a million.
    private const double Limit = 4.75;

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.999999)]
    public void As_many_are_dropped_as_the_rate_says(double rate)
    {
        int dropped = Dropped(new(3, 14), 1, rate, 1000, 1000).Count(d => d);
        Assert.InRange(dropped, (1e6 * rate) - (Limit * Math.Sqrt(1e6 * rate * (1 - rate))) - 1, (1e6 * rate) + (Limit * Math.Sqrt(1e6 * rate * (1 - rate))) + 1);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void No_example_and_no_feature_is_favoured(double rate)
    {
        const int Examples = 500, Features = 700;
        bool[] dropped = Dropped(new(0, 0), 0, rate, Features, Examples);
        for (int example = 0; example < Examples; example++)
        {
            AssertMean(rate, dropped.AsSpan(example * Features, Features).Count(true), Features);
        }

        for (int feature = 0; feature < Features; feature++)
        {
            AssertMean(rate, Enumerable.Range(0, Examples).Count(e => dropped[(e * Features) + feature]), Examples);
        }
    }

    /// <summary>Masks of neighbours in every coordinate agree as often as independent ones do, at any small distance along the features.</summary>
    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 0)]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 0, 0, 1)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(0, 0, 0, 0)]
    public void Neighbours_are_independent(int seed, int step, int layer, int example)
    {
        const int Features = 100_000;
        bool[] mask = Dropped(new(5, 9, 2), 1, 0.5, Features, 1), other = Dropped(new(5 + seed, 9 + step, 2 + example), 1 + layer, 0.5, Features, 1);
        bool isSame = seed + step + layer + example == 0;
        for (int lag = isSame ? 1 : 0; lag < 70; lag++)
        {
            AssertMean(0.5, Enumerable.Range(0, Features - lag).Count(f => mask[f + lag] == other[f]), Features - lag);
        }
    }

    /// <summary>Runs of equal outcomes are as long as those of coins: half of one, a quarter of two, ….</summary>
    [Fact]
    public void Runs_are_those_of_coins()
    {
        bool[] mask = Dropped(new(1, 2), 0, 0.5, 400, 1000);
        int[] runs = new int[12];
        int length = 1, all = 0;
        for (int i = 1; i < mask.Length; i++)
        {
            if (mask[i] == mask[i - 1])
            {
                length++;
                continue;
            }

            runs[Math.Min(length, runs.Length - 1)]++;
            all++;
            length = 1;
        }

        for (int k = 1; k < runs.Length - 1; k++)
        {
            AssertMean(Math.Pow(0.5, k), runs[k], all);
        }
    }

    /// <summary>Rows are the same whoever computes them: alone, in a batch, in single or in double precision.</summary>
    [Fact]
    public void A_row_depends_on_its_number_alone()
    {
        foreach (int features in Enumerable.Range(1, 70))
        {
            bool[] all = Dropped(new(8, 4), 2, 0.4, features, 9);
            for (int example = 0; example < 9; example++)
            {
                bool[] row = all[(example * features)..((example + 1) * features)];
                Assert.Equal(row, Dropped(new(8, 4, example), 2, 0.4, features, 1));
                var mask = new double[features];
                DropoutMask.Fill(ref mask[0], new(8, 4, example), 2, 0.4, features, 1);
                Assert.Equal(row.Select(d => d ? 0 : 1 / 0.6), mask);

                // A shorter example is the beginning of a longer one.
                Assert.Equal(row, Dropped(new(8, 4, example), 2, 0.4, 80, 1)[..features]);
            }
        }
    }

    private static bool[] Dropped(DropoutDraw draw, int layer, double rate, int features, int examples)
    {
        var mask = new float[features * examples];
        DropoutMask.Fill(ref mask[0], draw, layer, rate, features, examples);
        Assert.All(mask.Distinct(), m => Assert.Contains(m, new[] { 0, (float)(1 / (1 - rate)) }));
        return [.. mask.Select(m => m == 0)];
    }

    private static void AssertMean(double expected, int count, int of) =>
        Assert.InRange((count - (expected * of)) / Math.Sqrt(of * expected * (1 - expected)), -Limit, Limit);
}
