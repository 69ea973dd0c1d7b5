using System;
using System.Collections.Generic;

namespace Samples.Pictures;

/// <summary>Values over time, drawn as a line or as a mark each.</summary>
/// <param name="Entry">How they are drawn, and what they are called.</param>
/// <param name="Points">Time and value.</param>
internal sealed record TimeSeries(LegendEntry Entry, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>A line through values that are <paramref name="step"/> apart, the first at <paramref name="start"/>.</summary>
    public static TimeSeries Line(string name, string color, ReadOnlySpan<float> values, double start, double step)
        => new(new(Mark.Line, color, name), Placed(values, start, step));

    /// <summary>The same as dots.</summary>
    public static TimeSeries Dots(string name, string color, ReadOnlySpan<float> values, double start, double step)
        => new(new(Mark.Circle, color, name), Placed(values, start, step));

    private static List<(double X, double Y)> Placed(ReadOnlySpan<float> values, double start, double step)
    {
        List<(double, double)> points = new(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            points.Add((start + i * step, values[i]));
        }

        return points;
    }
}
