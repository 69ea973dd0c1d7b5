using System;
using ModelGen.Training.Resuming;

namespace ModelGen.Training;

/// <summary>Keeps the parameters of the epoch with the lowest loss, and tells when the loss has stopped falling.</summary>
internal sealed class BestParameters<T>
{
    private readonly EarlyStopping _rule;
    private readonly T[] _parameters;
    private double _lowest = double.PositiveInfinity;
    private double _reference = double.PositiveInfinity;
    private int _waited;
    private int _epoch;

    public BestParameters(EarlyStopping rule, int parameterCount)
    {
        _rule = rule;
        _parameters = rule.RestoreBest ? new T[parameterCount] : [];
    }

    /// <summary>The epoch with the lowest loss, from 1 on; 0 if none was finite.</summary>
    public int Epoch { get; private set; }

    /// <summary>The best parameters so far, to be read or set; empty if they are not to be restored.</summary>
    public T[] Parameters => _parameters;

    /// <summary>Whether the loss has stopped falling.</summary>
    public bool IsOver => _waited >= _rule.Patience;

    /// <summary>Where it stands.</summary>
    public BestState State => new(_lowest, _reference, _waited, Epoch);

    /// <summary>Goes on from where it stood after so many epochs.</summary>
    public void Resume(BestState state, int epochs)
    {
        (_lowest, _reference, _waited, Epoch) = state;
        _epoch = epochs;
    }

    /// <summary>Takes note of an epoch's loss and of the parameters after it.</summary>
    /// <returns>Whether to stop.</returns>
    public bool Observe(double loss, ReadOnlySpan<T> current)
    {
        _epoch++;
        if (double.IsFinite(loss) && loss < _lowest)
        {
            _lowest = loss;
            Epoch = _epoch;
            if (_rule.RestoreBest)
            {
                current.CopyTo(_parameters);
            }
        }

        bool isBetter = loss < _reference - _rule.MinDelta;
        _reference = isBetter ? loss : _reference;
        _waited = isBetter ? 0 : _waited + 1;
        return IsOver;
    }

    /// <summary>Copies the best parameters, if they are to be restored and there are any.</summary>
    /// <returns>Whether it is so.</returns>
    public bool Restore(Span<T> current)
    {
        if (!_rule.RestoreBest || Epoch == 0)
        {
            return false;
        }

        _parameters.CopyTo(current);
        return true;
    }
}
