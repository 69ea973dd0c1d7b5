using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>What a training tells: its history and its progress.</summary>
public sealed class FitReportTests
{
    [Fact]
    public void HistoryHoldsValidationLossAndMetricsOfEachEpoch()
    {
        List<(double Loss, double Error)> expected = [];
        Dataset<double> data = Samples.OfLine(24);
        Dataset<double> validation = Samples.OfLine(300);
        Line net = new();
        net.AfterStep = line =>
        {
            if (line.Steps % 3 == 0)
            {
                expected.Add((line.Evaluate(validation.Inputs, validation.Targets), line.Measure(validation, Metric.MeanAbsoluteError)));
            }
        };

        History history = net.Fit(
            data, validation, new FitOptions { Epochs = 4, Metrics = [Metric.MeanSquaredError, Metric.MeanAbsoluteError] });

        Assert.Equal([1, 2, 3, 4], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.All(history.Epochs.Zip(expected), pair =>
        {
            (EpochResult epoch, (double loss, double error)) = pair;
            Assert.Equal(loss, epoch.ValidationLoss!.Value, 1e-12);
            Assert.Equal(loss, epoch[Metric.MeanSquaredError], 1e-12);
            Assert.Equal(error, epoch[Metric.MeanAbsoluteError], 1e-12);
            Assert.Equal(epoch.ValidationLoss, epoch.MonitoredLoss);
            Assert.Equal([Metric.MeanSquaredError, Metric.MeanAbsoluteError], epoch.Metrics.Select(value => value.Metric));
        });
        Assert.Equal(history.Epochs.MinBy(epoch => epoch.ValidationLoss), history.Best);
        Assert.True(history.Duration >= history.Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration));
    }

    [Fact]
    public void WithoutValidationMetricsAreThoseOfTheTrainingData()
    {
        Line net = new();
        Dataset<double> data = Samples.OfLine(24);

        History history = net.Fit(data, new FitOptions { Metrics = [Metric.MeanSquaredError] });

        Assert.Null(history.Last.ValidationLoss);
        Assert.Equal(net.Evaluate(data.Inputs, data.Targets), history.Last[Metric.MeanSquaredError], 1e-12);
        Assert.Throws<ArgumentException>(() => history.Last[Metric.Accuracy]);
    }

    [Fact]
    public void AnEpochReadsAsALine()
    {
        EpochResult result = new(3, 0.25, 0.5, [new(Metric.Accuracy, 0.875)], 0.1, TimeSpan.Zero);

        Assert.Equal("epoch 3: loss 0.25, validation loss 0.5, accuracy 0.875", result.ToString());
        Assert.Equal("epoch 3: loss 0.25", (result with { ValidationLoss = null, Metrics = [] }).ToString());
    }

    [Fact]
    public void NothingIsMeasuredUnlessAskedFor()
    {
        Line net = new() { SeenPredictions = [] };

        History history = net.Fit(Samples.OfLine(8));

        Assert.Empty(history.Last.Metrics);
        Assert.Empty(net.SeenPredictions);
    }

    [Fact]
    public void ProgressTellsTheEndOfEveryEpochInOrder()
    {
        List<FitProgress> reports = [];
        Line net = new();
        Dataset<double> data = Samples.OfLine(24);

        History history = net.Fit(data, data, new FitOptions { Epochs = 3 }, new ActionProgress<FitProgress>(reports.Add));

        FitProgress[] ends = reports.Where(report => report.IsEpochEnd).ToArray();
        Assert.Equal([1, 2, 3], ends.Select(report => report.Epoch));
        Assert.Equal(history.Epochs.Select(epoch => epoch.TrainingLoss), ends.Select(report => report.Loss));
        Assert.Equal(history.Epochs.Select(epoch => epoch.ValidationLoss), ends.Select(report => report.ValidationLoss));
        Assert.All(ends, report => Assert.Equal((3, 3, 3), (report.Step, report.StepsPerEpoch, report.Epochs)));
        Assert.All(ends, report => Assert.True(report.ExamplesPerSecond > 0));
        Assert.Equal(reports.OrderBy(report => report.Elapsed), reports);
        Assert.Equal([1 / 3.0, 2 / 3.0, 1], ends.Select(report => report.Fraction));
    }

    [Fact]
    public void ProgressTellsLongEpochsInBetween()
    {
        List<FitProgress> reports = [];
        Line net = new() { AfterStep = _ => Thread.Sleep(120) };

        net.Fit(Samples.OfLine(24), null, new ActionProgress<FitProgress>(reports.Add));

        // A step takes longer than the interval, so each is told.
        Assert.Equal([1, 2, 3], reports.Select(report => report.Step));
        Assert.All(reports, report => Assert.True(double.IsFinite(report.Loss)));
    }

    [Fact]
    public void AnExceptionOfTheProgressEndsTheTrainingBetweenTwoSteps()
    {
        Line net = new();
        FitOptions options = new() { Epochs = 9, Schedule = LearningRateSchedule.Exponential(0.5) };

        Assert.Throws<InvalidOperationException>(
            () => net.Fit(Samples.OfLine(8), options, new ActionProgress<FitProgress>(_ => throw new InvalidOperationException())));

        Assert.Equal(1, net.Steps);
        Assert.Equal(0.1, net.LearningRate);
    }
}
