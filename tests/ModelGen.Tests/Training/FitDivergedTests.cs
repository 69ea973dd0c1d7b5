using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Samples.Checked;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>A training that diverges gives back the last finite parameters, or the best, and says so.</summary>
public sealed class FitDivergedTests
{
    private static readonly Dataset<float> s_data = new(
        Enumerable.Range(0, 12).Select(i => i / 12f).ToArray(), Enumerable.Range(0, 12).Select(i => 1 - (i / 6f)).ToArray(), 1, 1);

    /// <summary>From epoch 4 on, of 3 steps each, the rate is beyond all measure.</summary>
    private static readonly LearningRateSchedule s_steep = LearningRateSchedule.Function((rate, step) => step < 9 ? rate : 1e38);

    [Fact]
    public void TheLastFiniteParametersComeBackWithTheOptimizersMemory()
    {
        Steep model = new(1), same = new(1);
        History history = model.Fit(s_data, new FitOptions { Epochs = 9, Schedule = s_steep });
        same.Fit(s_data, new FitOptions { Epochs = 3 });
        Assert.Equal(StopReason.Diverged, history.StopReason);
        Assert.Equal(4, history.Epochs.Count);
        Assert.Equal(3, history.ParametersEpoch);
        Assert.Equal(same.Parameters.ToArray(), model.Parameters.ToArray());

        // Also what the optimizer remembers: it can be saved, and training goes on as if nothing had been.
        using MemoryStream saved = new(), sameSaved = new();
        model.Save(saved, new() { IncludeOptimizer = true });
        same.Save(sameSaved, new() { IncludeOptimizer = true });
        Assert.Equal(sameSaved.ToArray(), saved.ToArray());
    }

    [Fact]
    public void TheBestParametersComeBackWhereAsked()
    {
        List<float[]> parameters = [];
        Steep model = new(1);
        ActionProgress<FitProgress> progress = new(p =>
        {
            if (p.IsEpochEnd)
            {
                parameters.Add(model.Parameters.ToArray());
            }
        });

        // The third epoch is worse than the second, the fourth diverges.
        LearningRateSchedule schedule = LearningRateSchedule.Function((rate, step) => step < 6 ? rate : step < 9 ? 3 : 1e38);
        History history = model.Fit(s_data, new FitOptions { Epochs = 9, Schedule = schedule, EarlyStopping = new() }, progress);
        Assert.Equal(StopReason.Diverged, history.StopReason);
        Assert.Equal((2, 2), (history.BestEpoch, history.ParametersEpoch));
        Assert.Equal(parameters[1], model.Parameters.ToArray());

        History last = new Steep(1).Fit(s_data, new FitOptions { Epochs = 9, Schedule = schedule, EarlyStopping = new() { RestoreBest = false } });
        Assert.Equal(3, last.ParametersEpoch);
    }

    [Fact]
    public void ParametersOfBeforeComeBackFromTheFirstEpoch()
    {
        Steep model = new(1);
        float[] targets = s_data.Targets.ToArray();
        targets[7] = float.NaN;
        History history = model.Fit(new Dataset<float>(s_data.Inputs.ToArray(), targets, 1, 1), new FitOptions { Epochs = 5 });
        Assert.Equal(StopReason.Diverged, history.StopReason);
        Assert.Equal(0, history.ParametersEpoch);
        Assert.Equal(new Steep(1).Parameters.ToArray(), model.Parameters.ToArray());
        Assert.Equal(0, model.Steps);
    }

    /// <summary>The last step's loss is finite, since it is that of before the step; what the step leaves is not.</summary>
    [Fact]
    public void ALastStepThatNoLossSawIsSeen()
    {
        Line net = new() { AfterStep = line => line.Parameters[1] = line.Steps == 6 ? double.NaN : line.Parameters[1] };
        History history = net.Fit(Samples.OfLine(24), new FitOptions { Epochs = 2 });
        Assert.Equal(StopReason.Diverged, history.StopReason);
        Assert.Equal((1, 1), (history.ParametersEpoch, history.BestEpoch));
        Assert.True(double.IsNaN(history.Last.TrainingLoss));
        Assert.All(net.Parameters.ToArray(), p => Assert.True(double.IsFinite(p)));
    }

    [Fact]
    public void OtherEndingsNameTheirEpochToo()
    {
        Assert.Equal(4, new Steep(1).Fit(s_data, new FitOptions { Epochs = 4 }).ParametersEpoch);
        double[] losses = [5, 3, 4, 4, 4];
        Line net = new() { ReportedLoss = (step, _) => losses[step] };
        Assert.Equal(2, net.Fit(Samples.OfLine(8), new FitOptions { Epochs = 5, EarlyStopping = new() { Patience = 2 } }).ParametersEpoch);
        EpochResult epoch = new(1, 0.5, null, [], 0.1, TimeSpan.Zero);
        Assert.Equal(1, new History([epoch], StopReason.Completed, TimeSpan.Zero).ParametersEpoch);
        Assert.Equal(0, new History([epoch], StopReason.Diverged, TimeSpan.Zero, 0).ParametersEpoch);
        Assert.Throws<ArgumentException>(() => new History([epoch], StopReason.Completed, TimeSpan.Zero, 2));
    }

    [Theory]
    [InlineData(-1.0)]
    [InlineData(double.NaN)]
    [InlineData(1e39)]
    public void SchedulesThatGiveNoRateAreRefusedByTheStep(double rate)
    {
        Steep model = new(1);
        FitOptions options = new() { Epochs = 2, BatchSize = 4, Schedule = LearningRateSchedule.Function((start, step) => step == 4 ? rate : start) };
        string message = Assert.Throws<InvalidOperationException>(() => model.Fit(s_data, options)).Message;
        Assert.StartsWith("Steep: the schedule (function) gives ", message, StringComparison.Ordinal);
        Assert.Contains("as the learning rate of step 2 in epoch 2", message, StringComparison.Ordinal);
        Assert.Equal((4, 0.01f), ((int)model.Steps, model.LearningRate));
    }
}
