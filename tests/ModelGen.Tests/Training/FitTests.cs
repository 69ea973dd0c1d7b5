using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

public sealed class FitTests
{
    [Fact]
    public void LearnsALine()
    {
        Line net = new();

        History history = net.Fit(Samples.OfLine(20), new FitOptions { Epochs = 2000, BatchSize = 4, Seed = 3 });

        Assert.Equal(2, net.Parameters[0], 1e-6);
        Assert.Equal(-3, net.Parameters[1], 1e-6);
        Assert.Equal(1, net.Parameters[2], 1e-6);
        Assert.Equal(StopReason.Completed, history.StopReason);
        Assert.Equal(2000, history.Epochs.Count);
    }

    [Fact]
    public void LearnsClasses()
    {
        float[] inputs = [0, 0, 0.2f, 0.1f, 4, 0, 4.1f, 0.2f, 0, 4, 0.1f, 4.2f];
        ClassDataset<float> data = new(inputs, new[] { 0, 0, 1, 1, 2, 2 }, inputLength: 2);
        SoftmaxLine net = new();

        History history = net.Fit(data, data, new FitOptions { Epochs = 200, Metrics = [Metric.Accuracy] });

        Assert.Equal(1, history.Last[Metric.Accuracy]);
        Assert.Equal(net.Evaluate(data.Inputs, data.Targets), history.Last.ValidationLoss!.Value, 1e-6);
        Assert.True(history.Last.ValidationLoss < history.Epochs[0].ValidationLoss);
    }

    [Fact]
    public void StepsAreThoseOfAHandWrittenLoop()
    {
        Dataset<double> data = Samples.OfLine(11);
        Line expected = new();
        List<double> losses = [];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            double sum = 0;
            for (int i = 0; i < 11; i += 4)
            {
                int count = Math.Min(4, 11 - i);
                sum += count * expected.TrainBatch(data.Inputs.Slice(2 * i, 2 * count), data.Targets.Slice(i, count));
            }

            losses.Add(sum / 11);
        }

        Line net = new();
        History history = net.Fit(data, new FitOptions { Epochs = 3, BatchSize = 4, Shuffle = false });

        Assert.Equal(expected.Parameters.ToArray(), net.Parameters.ToArray());
        Assert.Equal(losses, history.Epochs.Select(epoch => epoch.TrainingLoss));
    }

    [Fact]
    public void WithoutShuffleTheDataIsTakenAsItStandsAndTheLastBatchIsSmaller()
    {
        Line net = new() { SeenInputs = [] };
        Dataset<double> data = Samples.OfLine(11);

        net.Fit(data, new FitOptions { BatchSize = 4, Shuffle = false });

        Assert.Equal([8, 8, 6], net.SeenInputs.Select(inputs => inputs.Length));
        Assert.Equal(data.Inputs.ToArray(), net.SeenInputs.SelectMany(inputs => inputs));
    }

    [Fact]
    public void BatchesAreTheModelsLargestUnlessSet()
    {
        Line net = new() { SeenInputs = [] };

        net.Fit(Samples.OfLine(20));

        Assert.Equal([16, 16, 8], net.SeenInputs.Select(inputs => inputs.Length));
    }

    [Fact]
    public void EveryEpochTakesEveryExampleOnceInAnOrderOfItsOwn()
    {
        int[][] epochs = OrdersOf(seed: 5, epochs: 3);

        Assert.All(epochs, epoch => Assert.Equal(Enumerable.Range(0, 30), epoch.Order()));
        Assert.NotEqual(epochs[0], epochs[1]);
        Assert.NotEqual(epochs[1], epochs[2]);
        Assert.NotEqual(Enumerable.Range(0, 30), epochs[0]);
    }

    [Fact]
    public void TheOrderIsAFunctionOfSeedAndEpoch()
    {
        Assert.Equal(OrdersOf(seed: 5, epochs: 4)[..2], OrdersOf(seed: 5, epochs: 2));
        Assert.NotEqual(OrdersOf(seed: 5, epochs: 1)[0], OrdersOf(seed: 6, epochs: 1)[0]);
    }

    [Fact]
    public void ShuffledTargetsStayWithTheirInputs()
    {
        // Only matching pairs have no loss with the true parameters.
        Line net = new();
        net.SetParameter("all", [2, -3, 1]);

        History history = net.Fit(Samples.OfLine(30), new FitOptions { Seed = 1 });

        Assert.Equal(0, history.Last.TrainingLoss, 1e-25);
    }

    private static int[][] OrdersOf(int seed, int epochs)
    {
        Line net = new() { SeenInputs = [] };
        net.Fit(Samples.OfLine(30), new FitOptions { Epochs = epochs, BatchSize = 7, Seed = seed });
        return net.SeenInputs
            .SelectMany(inputs => inputs.Where((_, i) => i % 2 == 0))
            .Select(x => Samples.NumberOf(x, 30))
            .Chunk(30)
            .ToArray();
    }
}
