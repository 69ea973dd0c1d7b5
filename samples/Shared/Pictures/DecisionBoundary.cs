using System;
using System.Collections.Generic;
using ModelGen;
using ModelGen.Data;

namespace Samples.Pictures;

/// <summary>The plane as a network with two classes sees it, with the points it should tell apart.</summary>
internal static class DecisionBoundary
{
    private const int Columns = 100;
    private const int Rows = 66;

    /// <summary>From this difference of the two outputs on, the area is darker.</summary>
    private const double Sure = 0.8;

    /// <summary>Draws the picture as SVG.</summary>
    /// <param name="title">The picture's title.</param>
    /// <param name="model">A model with two inputs and two outputs, one for each class.</param>
    /// <param name="points">Points in the plane.</param>
    public static string Draw<TModel>(string title, TModel model, ClassDataset<float> points)
        where TModel : IModel<TModel, float>
    {
        Bounds bounds = Bounds.Of([.. Coordinates(points)]).Wider(0.05);
        Chart chart = new(title, Axis.Linear("x₁", bounds.Left, bounds.Right), Axis.Linear("x₂", bounds.Bottom, bounds.Top));
        Field field = new(Difference(model, bounds), Columns, Rows);
        double X(double column) => chart.X(bounds.Left + column / Columns * (bounds.Right - bounds.Left));
        double Y(double row) => chart.Y(bounds.Bottom + row / Rows * (bounds.Top - bounds.Bottom));

        chart.BeginPlot();
        chart.Svg.Element("rect", $"x='0' y='0' width='100%' height='100%' fill='{Palette.PaleBlue}'");
        chart.Svg.Element("path", $"d='{field.Area(-Sure, X, Y)}' fill='{Palette.PalerBlue}'");
        chart.Svg.Element("path", $"d='{field.Area(0, X, Y)}' fill='{Palette.PalerOrange}'");
        chart.Svg.Element("path", $"d='{field.Area(Sure, X, Y)}' fill='{Palette.PaleOrange}'");
        chart.Grid();
        int index = 0;
        foreach ((double x, double y) in Coordinates(points))
        {
            bool second = points.Targets[index++] == 1;
            chart.Dot(chart.X(x), chart.Y(y), 3.4, second ? Mark.Square : Mark.Circle, second ? Palette.Orange : Palette.Blue);
        }

        chart.Svg.Element("path", $"d='{field.Border(0, X, Y)}' fill='none' stroke='{Palette.Ink}' stroke-width='2.5' stroke-linecap='round'");
        chart.EndPlot();
        chart.Axes();
        chart.Legend(
            new LegendEntry(Mark.Circle, Palette.Blue, "class 0"),
            new LegendEntry(Mark.Square, Palette.Orange, "class 1"),
            new LegendEntry(Mark.Line, Palette.Ink, "boundary of the network"));
        return chart.Svg.ToString();
    }

    private static IEnumerable<(double X, double Y)> Coordinates(ClassDataset<float> points)
    {
        for (int i = 0; i < points.Count; i++)
        {
            yield return (points.Inputs[2 * i], points.Inputs[2 * i + 1]);
        }
    }

    /// <summary>The second output minus the first at every node of the grid.</summary>
    private static double[] Difference<TModel>(TModel model, Bounds bounds)
        where TModel : IModel<TModel, float>
    {
        int nodes = (Columns + 1) * (Rows + 1);
        float[] inputs = new float[2 * nodes];
        for (int i = 0; i < nodes; i++)
        {
            (int row, int column) = Math.DivRem(i, Columns + 1);
            inputs[2 * i] = (float)(bounds.Left + (double)column / Columns * (bounds.Right - bounds.Left));
            inputs[2 * i + 1] = (float)(bounds.Bottom + (double)row / Rows * (bounds.Top - bounds.Bottom));
        }

        float[] outputs = new float[2 * nodes];
        model.Predict(inputs, outputs);
        double[] difference = new double[nodes];
        for (int i = 0; i < nodes; i++)
        {
            difference[i] = outputs[2 * i + 1] - (double)outputs[2 * i];
        }

        return difference;
    }
}
