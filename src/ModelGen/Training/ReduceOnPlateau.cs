using System;

namespace ModelGen.Training;

/// <summary>
/// Lowers the learning rate when the loss of the epochs stops falling: a pure function of the base rate and those losses.
/// Rule and defaults are those of PyTorch's ReduceLROnPlateau (mode min, threshold_mode rel).
/// </summary>
/// <remarks>
/// A loss below best · (1 − Threshold) is a new best. After more than Patience epochs without one, the rate becomes
/// max(rate · Factor, Minimum), unless that changes it by 1e-8 or less; the Cooldown epochs after that are not counted.
/// </remarks>
public sealed record ReduceOnPlateau
{
    /// <summary>What the rate is multiplied by, between 0 and 1; 0.1 unless set.</summary>
    public double Factor
    {
        get;
        init => field = value > 0 && value < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Factor), value, "Expected a factor between 0 and 1, both exclusive.");
    } = 0.1;

    /// <summary>The epochs without a new best that are let pass, 0 or more; 10 unless set.</summary>
    public int Patience
    {
        get;
        init => field = NotNegative(value, nameof(Patience));
    } = 10;

    /// <summary>By what share of the best loss a new best must be below it, 0 up to 1; 1e-4 unless set.</summary>
    public double Threshold
    {
        get;
        init => field = value >= 0 && value < 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Threshold), value, "Expected a share from 0 up to 1.");
    } = 1e-4;

    /// <summary>The lowest rate, 0 or more; 0 unless set.</summary>
    public double Minimum
    {
        get;
        init => field = value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Minimum), value, "Expected a finite rate of 0 or more.");
    }

    /// <summary>The epochs after a reduction that are not counted, 0 or more; 0 unless set.</summary>
    public int Cooldown
    {
        get;
        init => field = NotNegative(value, nameof(Cooldown));
    }

    /// <summary>The learning rate after epochs with the given losses.</summary>
    /// <param name="baseRate">The rate of the first epoch.</param>
    /// <param name="losses">The loss of each epoch so far: of the validation data if there is any, otherwise of the training.</param>
    public double Rate(double baseRate, ReadOnlySpan<double> losses)
    {
        State state = new(baseRate);
        foreach (double loss in losses)
        {
            state = After(state, loss);
        }

        return state.Rate;
    }

    /// <summary>What follows from one more epoch: <see cref="Rate"/> is the fold of this over the losses.</summary>
    internal State After(State state, double loss)
    {
        bool isBest = loss < state.Best * (1 - Threshold);
        double best = isBest ? loss : state.Best;
        int badEpochs = isBest ? 0 : state.BadEpochs + 1;
        int cooldown = state.Cooldown;
        if (cooldown > 0)
        {
            cooldown--;
            badEpochs = 0;
        }

        if (badEpochs <= Patience)
        {
            return new(state.Rate, best, badEpochs, cooldown);
        }

        const double SmallestChange = 1e-8;
        double lower = Math.Max(state.Rate * Factor, Minimum);
        return new(state.Rate - lower > SmallestChange ? lower : state.Rate, best, 0, Cooldown);
    }

    private static int NotNegative(int value, string name)
        => value >= 0 ? value : throw new ArgumentOutOfRangeException(name, value, "Expected 0 or more epochs.");

    internal readonly record struct State(double Rate, double Best, int BadEpochs, int Cooldown)
    {
        public State(double rate)
            : this(rate, double.PositiveInfinity, 0, 0)
        {
        }
    }
}
