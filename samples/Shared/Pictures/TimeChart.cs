using System.Collections.Generic;
using System.Linq;

namespace Samples.Pictures;

/// <summary>Several series over the same time.</summary>
internal static class TimeChart
{
    private const double DotRadius = 2.6;

    /// <summary>Draws the picture as SVG.</summary>
    /// <param name="title">The picture's title.</param>
    /// <param name="time">The title of the horizontal axis.</param>
    /// <param name="value">The title of the vertical axis.</param>
    /// <param name="series">The series, the lowest first.</param>
    public static string Draw(string title, string time, string value, params IReadOnlyList<TimeSeries> series)
    {
        Bounds bounds = Bounds.Of([.. series.SelectMany(s => s.Points)]);
        Chart chart = new(title, Axis.Linear(time, bounds.Left, bounds.Right), Axis.LinearToTicks(value, bounds.Bottom, bounds.Top));
        chart.Grid();
        chart.BeginPlot();
        foreach (TimeSeries one in series)
        {
            if (one.Entry.Mark == Mark.Line)
            {
                chart.Line(one.Points, one.Entry.Color);
                continue;
            }

            foreach ((double x, double y) in one.Points)
            {
                chart.Dot(chart.X(x), chart.Y(y), DotRadius, one.Entry.Mark, one.Entry.Color);
            }
        }

        chart.EndPlot();
        chart.Axes();
        chart.Legend([.. series.Select(s => s.Entry)]);
        return chart.Svg.ToString();
    }
}
