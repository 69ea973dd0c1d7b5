using System;
using System.Collections.Generic;
using System.Globalization;

namespace Samples.Pictures;

/// <summary>One direction of a chart: the range of values it shows, and the round values that are marked on it.</summary>
internal sealed class Axis
{
    private readonly bool _logarithmic;

    private Axis(string title, double minimum, double maximum, bool logarithmic, IReadOnlyList<double> ticks)
    {
        Title = title;
        Minimum = minimum;
        Maximum = maximum;
        _logarithmic = logarithmic;
        Ticks = ticks;
    }

    public string Title { get; }

    public double Minimum { get; }

    public double Maximum { get; }

    /// <summary>The marked values, ascending, all within the range.</summary>
    public IReadOnlyList<double> Ticks { get; }

    /// <summary>An even axis over just the given range.</summary>
    public static Axis Linear(string title, double minimum, double maximum)
    {
        (minimum, maximum) = NotEmpty(minimum, maximum);
        double step = RoundStep((maximum - minimum) / 6);
        List<double> ticks = [];
        for (double n = Math.Ceiling(minimum / step); n * step <= maximum + step * 1e-9; n++)
        {
            ticks.Add(n == 0 ? 0 : n * step);
        }

        return new(title, minimum, maximum, false, ticks);
    }

    /// <summary>An even axis over the given range and on to the next round values.</summary>
    public static Axis LinearToTicks(string title, double minimum, double maximum)
    {
        (minimum, maximum) = NotEmpty(minimum, maximum);
        double step = RoundStep((maximum - minimum) / 6);
        return Linear(title, Math.Floor(minimum / step) * step, Math.Ceiling(maximum / step) * step);
    }

    /// <summary>An axis on which equal ratios are equally long, on to the next of 1, 2, 5 · 10ⁿ; the range is positive.</summary>
    public static Axis Logarithmic(string title, double minimum, double maximum)
    {
        int first = (int)Math.Floor(Math.Log10(minimum));
        int last = (int)Math.Ceiling(Math.Log10(maximum));
        double[] digits = last - first <= 3 ? [1, 2, 5] : [1];
        List<double> ticks = [];
        for (int exponent = first; exponent <= last; exponent++)
        {
            foreach (double digit in digits)
            {
                ticks.Add(digit * Math.Pow(10, exponent));
            }
        }

        int low = ticks.FindLastIndex(tick => tick <= minimum);
        int high = ticks.FindIndex(tick => tick >= maximum);
        high = high == low ? high + 1 : high;
        ticks = ticks.GetRange(low, high - low + 1);
        return new(title, ticks[0], ticks[^1], true, ticks);
    }

    /// <summary>Where a value is: 0 at the minimum, 1 at the maximum.</summary>
    public double Place(double value) => _logarithmic
        ? Math.Log(value / Minimum) / Math.Log(Maximum / Minimum)
        : (value - Minimum) / (Maximum - Minimum);

    /// <summary>The text of a tick.</summary>
    public string Label(double tick)
    {
        double size = Math.Abs(tick);
        string format = size == 0 || (size is >= 1e-4 and < 1e7) ? "#,0.#####" : "0.#e0";
        return Math.Round(tick, 12).ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>The least of 1, 2, 5 · 10ⁿ that is not below <paramref name="step"/>.</summary>
    private static double RoundStep(double step)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        double digits = step / power - 1e-9; // 0.2 may come as 0.20000000000000004
        return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
    }

    private static (double Minimum, double Maximum) NotEmpty(double minimum, double maximum)
        => minimum < maximum ? (minimum, maximum) : (minimum - 0.5, minimum + 0.5);
}
