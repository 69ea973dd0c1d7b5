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
    /// <param name="parametersEpoch">The epoch after which the model's parameters are; the last if null.</param>
    /// <exception cref="ArgumentException">There is no epoch, one has not its place as its number, or there is none of <paramref name="parametersEpoch"/>.</exception>
    public History(IEnumerable<EpochResult> epochs, StopReason stopReason, TimeSpan duration, int? parametersEpoch = null)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        _epochs = [.. epochs];
        if (_epochs.Length == 0)
        {
            throw new ArgumentException("There is no epoch, expected one or more.", nameof(epochs));
        }

        if (parametersEpoch < 0 || parametersEpoch > _epochs.Length)
        {
            throw new ArgumentException($"The parameters are said to be those after epoch {parametersEpoch}, expected 0 to {_epochs.Length}.", nameof(parametersEpoch));
        }

        StopReason = stopReason;
        ParametersEpoch = parametersEpoch ?? _epochs.Length;
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

    /// <summary>
    /// The number of the epoch after which the model's parameters were what they are now, 0 for those before the training: the last one, the best if
    /// <see cref="EarlyStopping.RestoreBest"/> brought it back, or the last with finite parameters if the training diverged.
    /// </summary>
    public int ParametersEpoch { get; }

    /// <summary>The time the training took, without the report.</summary>
    public TimeSpan Duration { get; }

    /// <summary>Why <see cref="FitOptions.Report"/> could not be written; null if it was, or was not asked for.</summary>
    public Exception? ReportFailure { get; internal set; }

    /// <summary>The course in a line: <c>20 epochs, completed; epoch 20: loss 0.21, validation loss 0.25, accuracy 0.9</c>.</summary>
    public override string ToString() =>
        $"{(_epochs.Length == 1 ? "1 epoch" : FormattableString.Invariant($"{_epochs.Length} epochs"))}, {Ending}; {Last}";

    private string Ending => StopReason switch
    {
        StopReason.Completed => "completed",
        StopReason.EarlyStopping => "stopped early",
        _ => "diverged",
    } + (ParametersEpoch == _epochs.Length ? "" : FormattableString.Invariant($" (parameters of epoch {ParametersEpoch})"));
}
