using System;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

public sealed class FitAllocationTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void StepsAllocateNothing(bool shuffle)
    {
        FitOptions options = new() { BatchSize = 4, Shuffle = shuffle, Schedule = LearningRateSchedule.WarmUp(10) };
        Dataset<double> data = Samples.OfLine(1001);
        new Line().Fit(data, options, new NoProgress());

        Line net = new();
        net.Fit(data, options, new NoProgress());

        Assert.Equal(251, net.Steps);
        Assert.Equal(0, net.LastBytes - net.FirstBytes);
    }

    [Fact]
    public void AnEpochAllocatesItsResultOnlyHoweverManySteps()
    {
        BytesOf(steps: 1, epochs: 10);
        long few = BytesOf(steps: 1, epochs: 20) - BytesOf(steps: 1, epochs: 10);
        long many = BytesOf(steps: 50, epochs: 20) - BytesOf(steps: 50, epochs: 10);
        long longer = BytesOf(steps: 50, epochs: 40) - BytesOf(steps: 50, epochs: 30);

        Assert.Equal(few, many);
        Assert.Equal(few, longer);
        Assert.InRange(few / 10, 1, 200);
    }

    private static long BytesOf(int steps, int epochs)
    {
        Dataset<double> data = Samples.OfLine(8 * steps);
        FitOptions options = new()
        {
            Epochs = epochs,
            EarlyStopping = new() { Patience = epochs },
            ReduceOnPlateau = new(),
            Metrics = [Metric.Accuracy],
        };
        Line net = new();
        long before = GC.GetAllocatedBytesForCurrentThread();
        net.Fit(data, data, options, new NoProgress());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private sealed class NoProgress : IProgress<FitProgress>
    {
        public void Report(FitProgress value)
        {
        }
    }
}
