using System;

namespace Samples.Sine;

/// <summary>How far forecasts were off, over many starts: roots of mean squared errors.</summary>
/// <param name="horizon">The steps that each forecast looks ahead.</param>
internal sealed class ForecastError(int horizon)
{
    private double _next;
    private double _all;
    private int _count;

    /// <summary>Of the next value.</summary>
    public double Next => Math.Sqrt(_next / _count);

    /// <summary>Of all values up to the horizon.</summary>
    public double All => Math.Sqrt(_all / _count / horizon);

    /// <summary>Counts a forecast.</summary>
    /// <param name="ahead">What was expected.</param>
    /// <param name="came">What came.</param>
    public void Add(ReadOnlySpan<float> ahead, ReadOnlySpan<float> came)
    {
        _count++;
        _next += Square(ahead[0] - came[0]);
        for (int i = 0; i < horizon; i++)
        {
            _all += Square(ahead[i] - came[i]);
        }
    }

    private static double Square(double x) => x * x;
}
