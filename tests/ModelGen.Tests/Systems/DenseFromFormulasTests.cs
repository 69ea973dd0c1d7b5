using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Data;
using ModelGen.Numerics;
using ModelGen.Training;
using Samples.Flowers;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>
/// Deep dense networks on two kinds of flowers: He starts, mini-batches of 16, the cost every 100 steps over 10,000 steps, and
/// at the end the cost of the test set.
/// </summary>
[Trait("Category", "Width")]
public sealed class DenseFromFormulasTests
{
    private const int StepsPerCost = 100;
    private const int BatchSize = 16;

    [Fact]
    public void AdamLearnsWithBinaryCrossEntropy()
    {
        (ClassDataset<float> training, ClassDataset<float> test) = Flowers();
        FlowersByAdam network = new(seed: 1);
        History history = network.Fit(training.ToNumbers(), Options());

        AssertFalls(history);
        Assert.InRange(network.Evaluate(test.Inputs, test.ToNumbers().Targets), 0f, 0.02f);
        Assert.InRange(network.Measure(test, Metric.Accuracy), 0.99, 1);
    }

    [Fact]
    public void GradientDescentLearnsWithHalfTheSumOfSquares()
    {
        (ClassDataset<float> training, ClassDataset<float> test) = Flowers();
        FlowersByGradientDescent network = new(seed: 1);
        History history = network.Fit(training.ToOneHot(2), Options());

        AssertFalls(history);
        Assert.InRange(network.Evaluate(test.Inputs, test.ToOneHot(2).Targets), 0f, 0.02f);
        Assert.InRange(network.Measure(test, Metric.Accuracy), 0.99, 1);
    }

    /// <summary>The deviation of the 64 weights of the first layer is √(2 / fan-in), within four standard errors.</summary>
    [Fact]
    public void WeightsStartWithTheDeviationOfHe()
    {
        List<float> weights = [];
        float[] layer = new float[16 * 4];
        for (int seed = 0; seed < 100; seed++)
        {
            new FlowersByAdam(seed).GetParameter("dense1.weight", layer);
            weights.AddRange(layer);
        }

        double variance = weights.Average(weight => (double)weight * weight);
        double expected = 2.0 / 4;
        double standardError = expected * Math.Sqrt(2.0 / weights.Count);
        Assert.InRange(variance, expected - 4 * standardError, expected + 4 * standardError);
    }

    private static FitOptions Options() => new() { Epochs = 100, BatchSize = BatchSize, Seed = 1 };

    /// <summary>An epoch is 100 steps. Mini-batches make single costs uneven, means over ten of them fall.</summary>
    private static void AssertFalls(History history)
    {
        double[] costs = [.. history.Epochs.Select(epoch => epoch.TrainingLoss)];
        Assert.Equal(100, costs.Length);
        double[] means = [.. costs.Chunk(10).Select(chunk => chunk.Average())];
        Assert.All(means.Skip(1).Zip(means), pair => Assert.True(pair.First < pair.Second, $"{pair.Second} is followed by {pair.First}"));
        Assert.InRange(costs[^1], 0, costs[0] / 10);
    }

    /// <summary>
    /// Sepals and petals of two species, drawn from normal distributions with roughly the means and deviations of Fisher's
    /// Setosa and Versicolor.
    /// </summary>
    private static (ClassDataset<float> Training, ClassDataset<float> Test) Flowers()
    {
        double[][] means = [[5.0, 3.4, 1.5, 0.2], [5.9, 2.8, 4.3, 1.3]];
        double[][] deviations = [[0.35, 0.38, 0.17, 0.1], [0.52, 0.31, 0.47, 0.2]];
        const int Count = StepsPerCost * BatchSize + 400;
        ModelRandom random = new(1);
        float[] inputs = new float[4 * Count];
        int[] classes = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            classes[i] = i % 2;
            for (int j = 0; j < 4; j++)
            {
                inputs[4 * i + j] = (float)(means[classes[i]][j] + deviations[classes[i]][j] * random.NextNormal());
            }
        }

        (ClassDataset<float> training, ClassDataset<float> test) = new ClassDataset<float>(inputs, classes, 4).Split(Count - 400, seed: 1);
        Standardizer<float> standardizer = new(training.Inputs, 4);
        return (standardizer.Apply(training), standardizer.Apply(test));
    }
}
