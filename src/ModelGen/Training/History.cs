using System;
using System.Collections.Generic;

namespace ModelGen.Training;

/// <summary>The course of one training.</summary>
public sealed class History
{
    private readonly EpochResult[] _epochs;

    internal History(EpochResult[] epochs, StopReason stopReason, TimeSpan duration)
    {
        _epochs = epochs;
        StopReason = stopReason;
        Duration = duration;
        Best = epochs[0];
        foreach (EpochResult epoch in epochs)
        {
            if (double.IsFinite(epoch.MonitoredLoss) && !(epoch.MonitoredLoss >= Best.MonitoredLoss))
            {
                Best = epoch;
            }
        }
    }

    /// <summary>The epochs in order, one or more.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>
    /// The epoch with the lowest finite <see cref="EpochResult.MonitoredLoss"/>, the first of equals; the first epoch if
    /// none is finite.
    /// </summary>
    public EpochResult Best { get; }

    /// <summary>The number of the best epoch, from 1 on.</summary>
    public int BestEpoch => Best.Epoch;

    /// <summary>The last epoch.</summary>
    public EpochResult Last => _epochs[^1];

    /// <summary>Why the training ended.</summary>
    public StopReason StopReason { get; }

    /// <summary>The time the training took.</summary>
    public TimeSpan Duration { get; }
}
