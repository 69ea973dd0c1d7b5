using System;
using System.Linq;
using ModelGen.Training.Resuming;

namespace ModelGen.Training;

/// <content>Checkpoints, and where a training goes on from one.</content>
internal sealed partial class FitLoop<TModel, T, TTarget, TSteps>
{
    /// <summary>Goes on where another training was, if that is asked for.</summary>
    /// <returns>The time that its epochs took.</returns>
    private TimeSpan Resume()
    {
        if (_options.ResumeFrom is null)
        {
            return TimeSpan.Zero;
        }

        T rate = _model.LearningRate;
        FitState state = _checkpoints!.Resume(_options.ResumeFrom, _options, _best?.Parameters ?? []);
        _results.AddRange(state.Epochs);
        _plateau = state.Plateau;
        if (_options.ResumeDespite.Contains(FitSettings.LearningRate))
        {
            _model.LearningRate = rate;
            _plateau = _plateau with { Rate = double.CreateTruncating(rate) };
        }

        _best?.Resume(state.Best!.Value, state.Epochs.Count);
        _validationLoss = state.Epochs[^1].ValidationLoss;
        _lastFinite.Observe(_model.Parameters, state.Epochs.Count);
        return state.Epochs.Aggregate(TimeSpan.Zero, (sum, epoch) => sum + epoch.Duration);
    }

    /// <summary>Writes the checkpoint of the last epoch, if it is to have one.</summary>
    private void WriteCheckpoint()
    {
        EpochResult last = _results[^1];
        if (_options.Checkpoints is { } checkpoints && (!checkpoints.BestOnly || IsBest(last)))
        {
            _checkpoints!.Write(checkpoints.PathOf(last.Epoch), _baseRate, new(_results, _plateau, _best?.State), _best?.Parameters ?? []);
        }
    }

    private bool IsBest(EpochResult last)
        => double.IsFinite(last.MonitoredLoss) && _results.TrueForAll(epoch => epoch.Epoch == last.Epoch || !(epoch.MonitoredLoss <= last.MonitoredLoss));
}
