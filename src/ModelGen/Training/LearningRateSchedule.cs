using System;

namespace ModelGen.Training;

/// <summary>
/// How the learning rate changes in the course of training: a pure function of the base rate and of the step, 0 for the
/// first. The formulas are those of PyTorch's torch.optim.lr_scheduler with scheduler.step() after every optimizer step;
/// <see cref="PerEpoch"/> gives the same after every epoch.
/// </summary>
public sealed class LearningRateSchedule
{
    private readonly Formula _formula;
    private readonly string _text;

    private LearningRateSchedule(string text, Formula formula)
    {
        _text = text;
        _formula = formula;
    }

    private delegate double Formula(double baseRate, long step, int stepsPerEpoch);

    /// <summary>rate = base (ConstantLR with factor 1).</summary>
    public static LearningRateSchedule Constant { get; } = new("constant", (baseRate, _, _) => baseRate);

    /// <summary>rate = base · factor^⌊step / every⌋ (StepLR: step_size, gamma).</summary>
    /// <param name="every">The steps between two changes, 1 or more.</param>
    /// <param name="factor">More than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static LearningRateSchedule Step(int every, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        CheckFactor(factor);
        return new(FormattableString.Invariant($"step(every {every}, factor {factor})"), (baseRate, step, _) => baseRate * Math.Pow(factor, step / every));
    }

    /// <summary>rate = base · factor^step (ExponentialLR: gamma).</summary>
    /// <param name="factor">More than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is not more than 0.</exception>
    public static LearningRateSchedule Exponential(double factor)
    {
        CheckFactor(factor);
        return new(FormattableString.Invariant($"exponential(factor {factor})"), (baseRate, step, _) => baseRate * Math.Pow(factor, step));
    }

    /// <summary>
    /// rate = minimum + (base − minimum) · (1 + cos(π · step / totalSteps)) / 2 (CosineAnnealingLR: T_max, eta_min), and the
    /// minimum from <paramref name="totalSteps"/> on, where PyTorch's rises again.
    /// </summary>
    /// <param name="totalSteps">The step at which the minimum is reached, 1 or more.</param>
    /// <param name="minimum">The last rate, 0 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static LearningRateSchedule Cosine(long totalSteps, double minimum = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(totalSteps, 1);
        CheckRate(minimum, nameof(minimum));
        return new(
            FormattableString.Invariant($"cosine({totalSteps} steps, minimum {minimum})"),
            (baseRate, step, _) => step >= totalSteps
                ? minimum
                : minimum + (baseRate - minimum) * (1 + Math.Cos(Math.PI * step / totalSteps)) / 2);
    }

    /// <summary>
    /// rate = base · (start + (1 − start) · step / steps) for the first steps (LinearLR: total_iters, start_factor), then
    /// <paramref name="then"/>, which counts from 0 again (SequentialLR).
    /// </summary>
    /// <param name="steps">The steps of the warm-up, 1 or more.</param>
    /// <param name="then">What follows; <see cref="Constant"/> if null.</param>
    /// <param name="start">The first rate as a share of the base, more than 0 and at most 1; PyTorch's default is a third.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static LearningRateSchedule WarmUp(int steps, LearningRateSchedule? then = null, double start = 1.0 / 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        if (!(start > 0 && start <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, "Expected more than 0 and at most 1.");
        }

        LearningRateSchedule next = then ?? Constant;
        return new(
            FormattableString.Invariant($"warm-up({steps} steps from {start}), then {next}"),
            (baseRate, step, stepsPerEpoch) => step < steps
                ? baseRate * (start + (1 - start) * step / steps)
                : next._formula(baseRate, step - steps, stepsPerEpoch));
    }

    /// <summary>Any function of the base rate and the step (LambdaLR, times the base).</summary>
    /// <param name="rate">Gives the rate from the base rate and the step; must depend on nothing else.</param>
    public static LearningRateSchedule Function(Func<double, long, double> rate)
    {
        ArgumentNullException.ThrowIfNull(rate);
        return new("function", (baseRate, step, _) => rate(baseRate, step));
    }

    /// <summary>The same schedule with whole epochs for steps: the rate changes only between two epochs.</summary>
    public LearningRateSchedule PerEpoch()
        => new($"{_text} per epoch", (baseRate, step, stepsPerEpoch) => _formula(baseRate, step / stepsPerEpoch, 1));

    /// <summary>The learning rate of one step.</summary>
    /// <param name="baseRate">The rate that the schedule changes: the model's at the start of the training.</param>
    /// <param name="step">The number of steps before this one, 0 or more, over all epochs.</param>
    /// <param name="stepsPerEpoch">The steps in one epoch, 1 or more; matters only for <see cref="PerEpoch"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public double Rate(double baseRate, long step, int stepsPerEpoch = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(stepsPerEpoch, 1);
        return _formula(baseRate, step, stepsPerEpoch);
    }

    /// <summary>The schedule and its settings in words.</summary>
    public override string ToString() => _text;

    private static void CheckFactor(double factor)
    {
        if (!(factor > 0 && double.IsFinite(factor)))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Expected a finite factor of more than 0.");
        }
    }

    private static void CheckRate(double rate, string name)
    {
        if (!(rate >= 0 && double.IsFinite(rate)))
        {
            throw new ArgumentOutOfRangeException(name, rate, "Expected a finite rate of 0 or more.");
        }
    }
}
