using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen;
using ModelGen.Data;

namespace Samples.Pictures;

/// <summary>Points of data, and the curve that a network with one input and one output draws through them.</summary>
internal static class FittedCurve
{
    private const int Steps = 200;

    /// <summary>Draws the picture as SVG.</summary>
    /// <param name="title">The picture's title.</param>
    /// <param name="model">The network.</param>
    /// <param name="data">The points.</param>
    public static string Draw<TModel>(string title, TModel model, Dataset<float> data)
        where TModel : IModel<TModel, float>
    {
        List<(double X, double Y)> points = Points(data.Inputs, data.Targets);
        Bounds range = Bounds.Of(points);
        float[] x = [.. Enumerable.Range(0, Steps + 1).Select(i => (float)(range.Left + (range.Right - range.Left) * i / Steps))];
        float[] y = new float[x.Length];
        model.Predict(x, y);
        List<(double X, double Y)> curve = Points(x, y);
        Bounds bounds = Bounds.Of([.. points, .. curve]);

        Chart chart = new(title, Axis.LinearToTicks("x", bounds.Left, bounds.Right), Axis.LinearToTicks("y", bounds.Bottom, bounds.Top));
        chart.Grid();
        chart.BeginPlot();
        foreach ((double pointX, double pointY) in points)
        {
            chart.Dot(chart.X(pointX), chart.Y(pointY), 3.6, Mark.Circle, Palette.Blue);
        }

        chart.Line(curve, Palette.Orange);
        chart.EndPlot();
        chart.Axes();
        chart.Legend(new LegendEntry(Mark.Circle, Palette.Blue, "data"), new LegendEntry(Mark.Line, Palette.Orange, "network"));
        return chart.Svg.ToString();
    }

    private static List<(double X, double Y)> Points(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        List<(double, double)> points = new(x.Length);
        for (int i = 0; i < x.Length; i++)
        {
            points.Add((x[i], y[i]));
        }

        return points;
    }
}
