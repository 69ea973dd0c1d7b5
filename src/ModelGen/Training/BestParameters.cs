using System;

namespace ModelGen.Training;

/// <summary>Keeps the parameters of the epoch with the lowest loss, and tells when the loss has stopped falling.</summary>
internal sealed class BestParameters<T>
{
    private readonly EarlyStopping rule;
    private readonly T[] parameters;
    private double lowest = double.PositiveInfinity;
    private double reference = double.PositiveInfinity;
    private int waited;

    public BestParameters(EarlyStopping rule, int parameterCount)
    {
        this.rule = rule;
        parameters = rule.RestoreBest ? new T[parameterCount] : [];
    }

    /// <summary>Takes note of an epoch's loss and of the parameters after it.</summary>
    /// <returns>Whether to stop.</returns>
    public bool Observe(double loss, ReadOnlySpan<T> current)
    {
        if (double.IsFinite(loss) && loss < lowest)
        {
            lowest = loss;
            if (rule.RestoreBest)
            {
                current.CopyTo(parameters);
            }
        }

        bool isBetter = loss < reference - rule.MinDelta;
        reference = isBetter ? loss : reference;
        waited = isBetter ? 0 : waited + 1;
        return waited >= rule.Patience;
    }

    /// <summary>Copies the best parameters, if they are to be restored and there are any.</summary>
    public void Restore(Span<T> current)
    {
        if (rule.RestoreBest && double.IsFinite(lowest))
        {
            parameters.CopyTo(current);
        }
    }
}
