using System;
using System.Collections.Generic;
using System.Threading;
using ModelGen.Data;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>How a training can end before its last epoch.</summary>
public sealed class FitEndingTests
{
    /// <summary>One step an epoch, so that <see cref="Line.ReportedLoss"/> gives the epoch's loss.</summary>
    private static readonly Dataset<double> OneBatch = Samples.OfLine(8);

    [Fact]
    public void StopsAfterPatienceEpochsWithoutANewBestAndRestoresTheBest()
    {
        double[] losses = [5, 3, 4, 2.5, 2.6, 2.7, 2.5, 1, 0.5];
        List<double[]> parameters = [];
        Line net = new() { ReportedLoss = (step, _) => losses[step], AfterStep = line => parameters.Add(line.Parameters.ToArray()) };

        History history = net.Fit(OneBatch, new FitOptions { Epochs = 9, EarlyStopping = new() { Patience = 3 } });

        Assert.Equal(StopReason.EarlyStopping, history.StopReason);
        Assert.Equal(7, history.Epochs.Count);
        Assert.Equal(4, history.BestEpoch);
        Assert.Equal(2.5, history.Best.TrainingLoss);
        Assert.Equal(parameters[3], net.Parameters.ToArray());
    }

    [Fact]
    public void KeepsTheLastParametersIfNotToldToRestore()
    {
        double[] losses = [1, 2, 3];
        List<double[]> parameters = [];
        Line net = new() { ReportedLoss = (step, _) => losses[step], AfterStep = line => parameters.Add(line.Parameters.ToArray()) };

        History history = net.Fit(OneBatch, new FitOptions { Epochs = 9, EarlyStopping = new() { Patience = 2, RestoreBest = false } });

        Assert.Equal(3, history.Epochs.Count);
        Assert.Equal(parameters[2], net.Parameters.ToArray());
        Assert.NotEqual(parameters[0], net.Parameters.ToArray());
    }

    [Fact]
    public void ANewBestMustBeBelowByMoreThanMinDelta()
    {
        double[] losses = [5, 4.75, 4.5, 4.25, 4];
        Line net = new() { ReportedLoss = (step, _) => losses[step] };

        History history = net.Fit(OneBatch, new FitOptions { Epochs = 5, EarlyStopping = new() { Patience = 2, MinDelta = 0.5 } });

        Assert.Equal(StopReason.EarlyStopping, history.StopReason);
        Assert.Equal(3, history.Epochs.Count);
    }

    [Fact]
    public void RestoresTheBestAlsoWhenAllEpochsAreDone()
    {
        double[] losses = [3, 1, 2];
        List<double[]> parameters = [];
        Line net = new() { ReportedLoss = (step, _) => losses[step], AfterStep = line => parameters.Add(line.Parameters.ToArray()) };

        History history = net.Fit(OneBatch, new FitOptions { Epochs = 3, EarlyStopping = new() });

        Assert.Equal(StopReason.Completed, history.StopReason);
        Assert.Equal(parameters[1], net.Parameters.ToArray());
    }

    [Fact]
    public void WatchesTheValidationLossIfThereIsOne()
    {
        // The model starts at the validation data's answer and leaves it: that loss rises while the training's falls.
        Line net = new();
        Dataset<double> zeros = new(OneBatch.Inputs.ToArray(), new double[8], 2, 1);

        History history = net.Fit(OneBatch, zeros, new FitOptions { Epochs = 50, EarlyStopping = new() { Patience = 2 } });

        Assert.Equal(StopReason.EarlyStopping, history.StopReason);
        Assert.Equal(history.BestEpoch + 2, history.Last.Epoch);
        Assert.Equal(history.Best.ValidationLoss!.Value, net.Evaluate(zeros.Inputs, zeros.Targets), 1e-15);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void StopsAtTheFirstLossThatIsNotFinite(double loss)
    {
        Line net = new() { ReportedLoss = (step, real) => step == 5 ? loss : real };

        History history = net.Fit(Samples.OfLine(24), new FitOptions { Epochs = 9, EarlyStopping = new() });

        Assert.Equal(StopReason.Diverged, history.StopReason);
        Assert.Equal(6, net.Steps);
        Assert.Equal(2, history.Epochs.Count);
        Assert.Equal(loss, history.Last.TrainingLoss);
        Assert.Equal(1, history.BestEpoch);
        Assert.All(net.Parameters.ToArray(), parameter => Assert.True(double.IsFinite(parameter)));
    }

    [Fact]
    public void CancellationLeavesTheParametersOfAWholeStepAndTheLearningRate()
    {
        using CancellationTokenSource source = new();
        double[] afterStep = [];
        Line net = new()
        {
            AfterStep = line =>
            {
                if (line.Steps == 5)
                {
                    source.Cancel();
                    afterStep = line.Parameters.ToArray();
                }
            },
        };
        FitOptions options = new() { Epochs = 9, BatchSize = 8, Schedule = LearningRateSchedule.Exponential(0.5), EarlyStopping = new() };

        Assert.Throws<OperationCanceledException>(() => net.Fit(Samples.OfLine(24), options, null, source.Token));

        Assert.Equal(5, net.Steps);
        Assert.Equal(afterStep, net.Parameters.ToArray());
        Assert.Equal(0.1, net.LearningRate);
    }

    [Fact]
    public void ACancelledTokenTrainsNothing()
    {
        Line net = new();

        Assert.Throws<OperationCanceledException>(() => net.Fit(OneBatch, null, null, new CancellationToken(canceled: true)));

        Assert.Equal(0, net.Steps);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void CancellationIsSeenWhileMeasuringToo(bool validate)
    {
        using CancellationTokenSource source = new();
        Line net = new()
        {
            SeenPredictions = [],
            SeenEvaluations = [],
            AfterStep = line =>
            {
                if (line.Steps == 3)
                {
                    source.Cancel();
                }
            },
        };

        Dataset<double> data = Samples.OfLine(24);
        FitOptions options = new() { Metrics = [Metric.MeanSquaredError] };

        Assert.Throws<OperationCanceledException>(
            () => validate ? net.Fit(data, data, options, null, source.Token) : net.Fit(data, options, null, source.Token));

        Assert.Equal(3, net.Steps);
        Assert.Empty(net.SeenPredictions);
        Assert.Empty(net.SeenEvaluations);
    }
}
