using System;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>Several batches in a step are one large batch.</summary>
public sealed class AccumulationTests
{
    private const int Count = 26;

    private static readonly FitOptions Large = new()
    {
        Epochs = 4, BatchSize = 12, Shuffle = false, Schedule = LearningRateSchedule.Cosine(9), EarlyStopping = new EarlyStopping { Patience = 100, RestoreBest = false },
    };

    private static readonly FitOptions Gathered = Large with { BatchSize = 4, AccumulateBatches = 3 };

    [Fact]
    public void Steps_are_those_of_one_large_batch()
    {
        double[] inputs = Numbers(2 * Count), targets = Numbers(Count);
        Dataset<double> data = new(inputs, targets, 2, 1);
        InSmallBatches large = new(seed: 3), small = new(seed: 3);
        History expected = large.Fit(data, Large), history = small.Fit(data, Gathered);
        Assert.Equal(12, small.Steps);
        AssertClose(large.Parameters, small.Parameters);
        AssertClose(large.AverageParameters, small.AverageParameters);
        Assert.Equal(expected.Epochs.Select(e => Math.Round(e.TrainingLoss, 10)), history.Epochs.Select(e => Math.Round(e.TrainingLoss, 10)));
        Assert.Equal(expected.Epochs.Select(e => e.LearningRate), history.Epochs.Select(e => e.LearningRate));
    }

    [Fact]
    public void Positions_that_count_are_weighed_and_not_examples()
    {
        Random random = new(5);
        double[] inputs = [.. Enumerable.Range(0, Count).SelectMany(k => Numbers(10, k).Append(1 + (k % 5)))];
        int[] classes = [.. Enumerable.Range(0, 5 * Count).Select(_ => random.Next(4) is var c && c == 3 ? 9 : c)];
        ClassDataset<double> data = new(inputs, classes, 11, 5, ignoredClass: 9);
        PositionsInSmallBatches large = new(seed: 3), small = new(seed: 3);
        large.Fit(data, Large);
        small.Fit(data, Gathered);
        AssertClose(large.Parameters, small.Parameters);
    }

    [Fact]
    public void A_loop_of_ones_own_may_gather_too()
    {
        double[] inputs = Numbers(2 * 12), targets = Numbers(12);
        InSmallBatches large = new(seed: 3), small = new(seed: 3);
        GradientAccumulator<InSmallBatches, double> gathered = new(small);
        for (int step = 0; step < 3; step++)
        {
            large.TrainBatch(inputs, targets);
            foreach ((int first, int count) in new[] { (0, 5), (5, 1), (6, 6) })
            {
                small.Forward(inputs.AsSpan(2 * first, 2 * count));
                small.Backward(targets.AsSpan(first, count));
                gathered.Add(count);
            }

            Assert.Equal(12, gathered.Examples);
            gathered.Update();
        }

        AssertClose(large.Parameters, small.Parameters);
    }

    /// <summary>The best is that of the average where validation predicted with it, and is what the model predicts with from then on.</summary>
    [Fact]
    public void The_best_average_is_restored()
    {
        Dataset<double> data = new(Numbers(2 * Count), Numbers(Count), 2, 1);
        InSmallBatches model = new(seed: 3) { PredictsAverage = true };
        History history = model.Fit(data, data, Large with { Epochs = 12, Schedule = LearningRateSchedule.Function((rate, step) => step < 9 ? rate : 50 * rate), EarlyStopping = new EarlyStopping { Patience = 2 } });
        double best = history.Epochs.Min(e => e.ValidationLoss!.Value);
        Assert.True(best < history.Epochs[^1].ValidationLoss!.Value);
        Assert.Equal(best, model.Evaluate(data.Inputs, data.Targets), 1e-12);
        Assert.Equal(model.Parameters.ToArray(), model.AverageParameters.ToArray());
    }

    [Fact]
    public void Without_gradients_there_is_no_step()
    {
        InSmallBatches model = new();
        GradientAccumulator<InSmallBatches, double> gathered = new(model);
        Assert.Equal("InSmallBatches: no gradients have been added since the last update.", Assert.Throws<InvalidOperationException>(gathered.Update).Message);
        model.Forward(Numbers(2));
        model.Backward(Numbers(1));
        gathered.Add(0);
        Assert.Throws<InvalidOperationException>(gathered.Update);
        Assert.Throws<ArgumentOutOfRangeException>(() => gathered.Add(-1));
        gathered.Add(1);
        gathered.Clear();
        Assert.Throws<InvalidOperationException>(gathered.Update);
        Assert.Throws<ArgumentOutOfRangeException>(() => new FitOptions { AccumulateBatches = 0 });
        Assert.Equal(0, model.Steps);
    }

    [Fact]
    public void Gathering_allocates_nothing()
    {
        InSmallBatches model = new();
        GradientAccumulator<InSmallBatches, double> gathered = new(model);
        double[] inputs = Numbers(8), targets = Numbers(4);
        long bytes = 0;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            model.Forward(inputs);
            model.Backward(targets);
            gathered.Add(4);
            gathered.Update();
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.Equal(0, bytes);
    }

    private static double[] Numbers(int count, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
    }

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12);
        }
    }
}
