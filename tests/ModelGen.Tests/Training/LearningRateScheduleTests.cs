using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>Expected values: the examples in PyTorch's documentation, or its recursive forms, written out here.</summary>
public sealed class LearningRateScheduleTests
{
    [Fact]
    public void ConstantStays()
    {
        Assert.Equal([0.3, 0.3, 0.3], Rates(LearningRateSchedule.Constant, 0.3, 3));
    }

    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(29, 0.05)]
    [InlineData(30, 0.005)]
    [InlineData(59, 0.005)]
    [InlineData(60, 0.0005)]
    public void StepIsStepLR(int step, double expected)
    {
        Assert.Equal(expected, LearningRateSchedule.Step(30, 0.1).Rate(0.05, step), 1e-15);
    }

    [Fact]
    public void ExponentialIsExponentialLR()
    {
        AssertClose([2, 1.8, 1.62, 1.458, 1.3122], Rates(LearningRateSchedule.Exponential(0.9), 2, 5));
    }

    [Fact]
    public void CosineIsCosineAnnealingLRAndThenItsMinimum()
    {
        const int Total = 10;
        const double Minimum = 0.01;
        List<double> expected = [0.5];
        for (int t = 1; t <= Total; t++)
        {
            double ratio = (1 + Math.Cos(Math.PI * t / Total)) / (1 + Math.Cos(Math.PI * (t - 1) / Total));
            expected.Add(Minimum + (expected[^1] - Minimum) * ratio);
        }

        LearningRateSchedule schedule = LearningRateSchedule.Cosine(Total, Minimum);

        AssertClose([.. expected], Rates(schedule, 0.5, Total + 1));
        Assert.Equal(0.255, schedule.Rate(0.5, 5), 1e-15);
        Assert.Equal(Minimum, schedule.Rate(0.5, 11));
        Assert.Equal(Minimum, schedule.Rate(0.5, long.MaxValue));
    }

    [Fact]
    public void WarmUpIsLinearLRAndThenCountsAnew()
    {
        LearningRateSchedule schedule = LearningRateSchedule.WarmUp(4, LearningRateSchedule.Step(2, 0.1), start: 0.5);

        AssertClose([0.025, 0.03125, 0.0375, 0.04375, 0.05, 0.05, 0.005, 0.005, 0.0005], Rates(schedule, 0.05, 9));
    }

    [Fact]
    public void WarmUpStartsAtAThirdAndStaysUnlessTold()
    {
        AssertClose([1, 2, 3, 3, 3], Rates(LearningRateSchedule.WarmUp(2), 3, 5));
    }

    [Fact]
    public void PerEpochCountsWholeEpochs()
    {
        LearningRateSchedule schedule = LearningRateSchedule.Exponential(0.5).PerEpoch();

        AssertClose([8, 8, 8, 4, 4, 4, 2], Enumerable.Range(0, 7).Select(step => schedule.Rate(8, step, stepsPerEpoch: 3)).ToArray());
    }

    [Fact]
    public void AWarmUpOfStepsMayBeFollowedByEpochs()
    {
        LearningRateSchedule schedule = LearningRateSchedule.WarmUp(2, LearningRateSchedule.Exponential(0.5).PerEpoch(), start: 0.5);

        AssertClose([4, 6, 8, 8, 8, 4, 4, 4], Enumerable.Range(0, 8).Select(step => schedule.Rate(8, step, stepsPerEpoch: 3)).ToArray());
    }

    [Fact]
    public void AFunctionIsItself()
    {
        Assert.Equal([1, 0.5, 1.0 / 3], Rates(LearningRateSchedule.Function((rate, step) => rate / (step + 1)), 1, 3));
    }

    [Fact]
    public void SettingsOutOfRangeAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(0, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Step(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Exponential(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Cosine(1, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.WarmUp(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.WarmUp(1, start: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant.Rate(1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => LearningRateSchedule.Constant.Rate(1, 0, 0));
    }

    [Fact]
    public void FitAppliesItToEveryStepAndPutsTheRateBack()
    {
        Line net = new() { SeenRates = [] };
        Dataset<double> data = Samples.OfLine(24);
        FitOptions options = new() { Epochs = 2, Schedule = LearningRateSchedule.Exponential(0.9) };

        History history = net.Fit(data, options);

        AssertClose([0.1, 0.09, 0.081, 0.0729, 0.06561, 0.059049], [.. net.SeenRates]);
        AssertClose([0.081, 0.059049], history.Epochs.Select(epoch => epoch.LearningRate).ToArray());
        Assert.Equal(0.1, net.LearningRate);
    }

    [Fact]
    public void FitTellsItTheStepsOfAnEpoch()
    {
        Line net = new() { SeenRates = [] };

        net.Fit(Samples.OfLine(20), new FitOptions { Epochs = 2, Schedule = LearningRateSchedule.Step(1, 0.5).PerEpoch() });

        AssertClose([0.1, 0.1, 0.1, 0.05, 0.05, 0.05], [.. net.SeenRates]);
    }

    private static double[] Rates(LearningRateSchedule schedule, double baseRate, int count)
        => Enumerable.Range(0, count).Select(step => schedule.Rate(baseRate, step)).ToArray();

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }
}
