using System;
using System.Collections.Generic;

namespace ModelGen.Report;

/// <summary>One direction of a chart: the range of values it shows, and the round ones that are marked on it.</summary>
internal sealed class Axis
{
    private readonly bool _isLogarithmic;

    private Axis(double minimum, double maximum, bool isLogarithmic, IReadOnlyList<double> ticks)
    {
        Minimum = minimum;
        Maximum = maximum;
        _isLogarithmic = isLogarithmic;
        Ticks = ticks;
    }

    public double Minimum { get; }

    public double Maximum { get; }

    /// <summary>The marked values, ascending, all within the range.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>Numbers from 1 to <paramref name="count"/>.</summary>
    public static Axis Numbers(int count)
    {
        if (count == 1)
        {
            return new(0.5, 1.5, false, [1]);
        }

        int step = (int)Math.Max(1, RoundStep((count - 1) / 5.0));
        List<double> ticks = step == 1 ? [] : [1];
        for (int tick = step; tick <= count; tick += step)
        {
            ticks.Add(tick);
        }

        return new(1, count, false, ticks);
    }

    /// <summary>
    /// A range that shows all values: with equal ratios equally high where they are positive and go over more than a factor of 20, unless
    /// <paramref name="fromZero"/>.
    /// </summary>
    /// <param name="values">Finite numbers, in any order; none shows 0 to 1.</param>
    /// <param name="fromZero">Whether the range is to begin at 0.</param>
    public static Axis Of(IEnumerable<double> values, bool fromZero = false)
    {
        double minimum = double.PositiveInfinity;
        double maximum = double.NegativeInfinity;
        foreach (double value in values)
        {
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
        }

        if (minimum > maximum)
        {
            (minimum, maximum) = (0, 1);
        }

        return !fromZero && minimum > 1e-300 && maximum / minimum > 20
            ? Logarithmic(minimum, maximum)
            : Linear(fromZero ? Math.Min(0, minimum) : minimum, maximum);
    }

    /// <summary>Where a value is: 0 at the minimum, 1 at the maximum.</summary>
    public double Place(double value) => _isLogarithmic
        ? (Math.Log(value) - Math.Log(Minimum)) / (Math.Log(Maximum) - Math.Log(Minimum))
        : (value / 2 - Minimum / 2) / (Maximum / 2 - Minimum / 2);

    private static Axis Linear(double minimum, double maximum)
    {
        // So that there is something between them, in numbers of their size.
        double least = Math.Max(1e-9 * Math.Max(Math.Abs(minimum), Math.Abs(maximum)), 1e-300);
        if (!(maximum - minimum > least))
        {
            double room = minimum == 0 && maximum == 0 ? 1 : Math.Max(Math.Abs(minimum) * 0.1, 1e-300);
            (minimum, maximum) = (Math.Max(minimum - room, -double.MaxValue), Math.Min(maximum + room, double.MaxValue));
        }

        const int Steps = 4;
        double step = RoundStep(maximum / Steps - minimum / Steps);
        double first = Math.Floor(minimum / step);
        double last = Math.Ceiling(maximum / step);
        if (!double.IsFinite(first * step) || !double.IsFinite(last * step))
        {
            return new(minimum, maximum, false, [minimum, maximum]);
        }

        List<double> ticks = [];
        for (int i = 0; i <= last - first; i++)
        {
            ticks.Add((first + i) * step);
        }

        return new(first * step, last * step, false, ticks);
    }

    private static Axis Logarithmic(double minimum, double maximum)
    {
        int first = (int)Math.Floor(Math.Log10(minimum));
        int last = (int)Math.Ceiling(Math.Log10(maximum));
        double[] digits = last - first <= 3 ? [1, 2, 5] : [1];
        int step = Math.Max(1, (last - first + 4) / 6);
        double low = minimum / 1.2;
        double high = maximum < double.MaxValue / 2 ? maximum * 1.2 : maximum;
        List<double> ticks = [];
        for (int exponent = first; exponent <= last; exponent += step)
        {
            foreach (double digit in digits)
            {
                double tick = digit * Math.Pow(10, exponent);
                if (tick >= low && tick <= high)
                {
                    ticks.Add(tick);
                }
            }
        }

        return new(low, high, true, ticks);
    }

    /// <summary>The least of 1, 2, 5 · 10ⁿ that is not below <paramref name="step"/>.</summary>
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double digits = step / power;
        return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }
}
