using System;
using System.Collections.Generic;

namespace ModelGen.Training;

/// <summary>The course of one training.</summary>
public sealed class History
{
    private readonly EpochResult[] _epochs;

    /// <summary>The course of a training by hand; <c>Fit</c> makes its own.</summary>
    /// <param name="epochs">The epochs in order, numbered from 1 on, one or more.</param>
    /// <param name="stopReason">Why the training ended.</param>
    /// <param name="duration">The time the training took.</param>
    /// <exception cref="ArgumentException">There is no epoch, or one has not its place as its number.</exception>
    public History(IEnumerable<EpochResult> epochs, StopReason stopReason, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        _epochs = [.. epochs];
        if (_epochs.Length == 0)
        {
            throw new ArgumentException("There is no epoch, expected one or more.", nameof(epochs));
        }

        StopReason = stopReason;
        Duration = duration;
        Best = _epochs[0];
        for (int i = 0; i < _epochs.Length; i++)
        {
            EpochResult epoch = _epochs[i];
            if (epoch.Epoch != i + 1)
            {
                throw new ArgumentException($"Epoch {epoch.Epoch} is in place {i + 1}, expected epoch {i + 1}.", nameof(epochs));
            }

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

    /// <summary>The time the training took, without the report.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Why <see cref="FitOptions.Report"/> could not be written; null if it was, or was not asked for.</summary>
    public Exception? ReportFailure { get; internal set; }
}
