using System;
using System.Linq;
using ModelGen.Data;
using Xunit;

namespace ModelGen.Tests.Data;

public sealed class TwoMoonsTests
{
    [Fact]
    public void WithoutNoiseThePointsLieOnTheHalfCircles()
    {
        ClassDataset<double> moons = TwoMoons.Make<double>(101, noise: 0, seed: 1);

        Assert.Equal(50, moons.Targets.ToArray().Count(label => label == 0));
        Assert.Equal(51, moons.Targets.ToArray().Count(label => label == 1));
        for (int i = 0; i < moons.Count; i++)
        {
            double x = moons.Input(i)[0];
            double y = moons.Input(i)[1];
            bool isUpper = moons.Targets[i] == 0;
            Assert.Equal(1, isUpper ? x * x + y * y : (x - 1) * (x - 1) + (y - 0.5) * (y - 0.5), 1e-12);
            Assert.True(isUpper ? y > -1e-12 : y < 0.5 + 1e-12);
        }
    }

    [Fact]
    public void TheEndsOfTheMoonsAreAmongThePoints()
    {
        // scikit-learn's make_moons(n_samples=6, shuffle=False).
        double[][] expected = [[-1, 0], [0, 0.5], [0, 1], [1, -0.5], [1, 0], [2, 0.5]];

        ClassDataset<double> moons = TwoMoons.Make<double>(6, noise: 0, seed: 1);

        double[][] points = [.. moons.Inputs.ToArray()
            .Select(value => Math.Round(value, 12))
            .Chunk(2)
            .OrderBy(point => point[0])
            .ThenBy(point => point[1])];
        Assert.Equal(expected, points);
    }

    [Fact]
    public void NoiseHasTheGivenDeviation()
    {
        // The same seed takes the points in the same order, so the difference is the noise alone.
        const double Noise = 0.2;
        double[] clean = TwoMoons.Make<double>(20_000, 0, seed: 3).Inputs.ToArray();
        double[] noisy = TwoMoons.Make<double>(20_000, Noise, seed: 3).Inputs.ToArray();
        double[] noise = noisy.Zip(clean, (a, b) => (a - b) / Noise).ToArray();

        // Moments of 40,000 standard normal numbers: five standard errors.
        double root = Math.Sqrt(noise.Length);
        Assert.Equal(0, noise.Average(), 5 / root);
        Assert.Equal(1, noise.Average(v => v * v), 5 * Math.Sqrt(2) / root);
        Assert.Equal(3, noise.Average(v => v * v * v * v), 5 * Math.Sqrt(96) / root);
        Assert.Equal(0.6827, noise.Count(v => Math.Abs(v) < 1) / (double)noise.Length, 5 * 0.4654 / root);
    }

    [Fact]
    public void PointsAreAFunctionOfTheSeedAndShuffled()
    {
        ClassDataset<float> moons = TwoMoons.Make<float>(200, 0.1, seed: 7);

        Assert.Equal(moons.Inputs.ToArray(), TwoMoons.Make<float>(200, 0.1, seed: 7).Inputs.ToArray());
        Assert.NotEqual(moons.Inputs.ToArray(), TwoMoons.Make<float>(200, 0.1, seed: 8).Inputs.ToArray());
        Assert.InRange(moons.Targets[..100].ToArray().Sum(), 25, 75);
    }

    [Fact]
    public void ArgumentsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoMoons.Make<double>(1, 0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoMoons.Make<double>(2, -0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoMoons.Make<double>(2, double.NaN, 0));
    }
}
