using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Training;
using Xunit;

namespace ModelGen.Tests.Training;

/// <summary>What a history tells of itself.</summary>
public sealed class HistoryTests
{
    [Fact]
    public void ALineTellsEpochsEndAndLastLosses()
    {
        Assert.Equal("1 epoch, completed; epoch 1: loss 0.5", $"{new History([new(1, 0.5, null, [], 0.1, default)], StopReason.Completed, default)}");
        Assert.Equal(
            "3 epochs, stopped early (parameters of epoch 2); epoch 3: loss 0.25, validation loss 0.75, accuracy 0.5",
            $"{new History(Epochs(0.25), StopReason.EarlyStopping, default, parametersEpoch: 2)}");
        Assert.Equal(
            "3 epochs, diverged (parameters of epoch 0); epoch 3: loss NaN, validation loss 0.75, accuracy 0.5",
            $"{new History(Epochs(double.NaN), StopReason.Diverged, default, parametersEpoch: 0)}");
    }

    private static IEnumerable<EpochResult> Epochs(double lastLoss) => Enumerable.Range(1, 3)
        .Select(epoch => new EpochResult(epoch, epoch == 3 ? lastLoss : 1, 0.75, [new(Metric.Accuracy, 0.5)], 0.1, TimeSpan.FromSeconds(1)));
}
