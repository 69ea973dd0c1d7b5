using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Training;

namespace Samples.Pictures;

/// <summary>The loss over the epochs of a training, and that of the validation data if there was any.</summary>
internal static class LossCurve
{
    /// <summary>More points than this would not show.</summary>
    private const int MostPoints = 1200;

    /// <summary>Draws the picture as SVG.</summary>
    /// <param name="title">The picture's title.</param>
    /// <param name="history">What <c>Fit</c> returned.</param>
    /// <param name="validation">What the validation data is called.</param>
    /// <param name="logarithmic">Whether equal ratios of the loss are equally high.</param>
    public static string Draw(string title, History history, string validation = "validation", bool logarithmic = true)
    {
        List<(double X, double Y)> training = Points(history, epoch => epoch.TrainingLoss, logarithmic);
        List<(double X, double Y)> validated = Points(history, epoch => epoch.ValidationLoss ?? double.NaN, logarithmic);
        double[] losses = [.. training.Concat(validated).Select(point => point.Y)];
        double lowest = losses.Length > 0 ? losses.Min() : 1;
        double highest = losses.Length > 0 ? losses.Max() : 1;
        Chart chart = new(
            title,
            Axis.Linear("epoch", 0, history.Last.Epoch),
            logarithmic ? Axis.Logarithmic("loss", lowest, highest) : Axis.LinearToTicks("loss", Math.Min(0, lowest), highest));
        List<LegendEntry> legend = [new(Mark.Line, Palette.Blue, Named("training", training))];
        chart.Grid();
        chart.BeginPlot();
        chart.Line(training, Palette.Blue);
        if (validated.Count > 0)
        {
            chart.Line(validated, Palette.Orange);
            legend.Add(new(Mark.Line, Palette.Orange, Named(validation, validated)));
        }

        chart.EndPlot();
        chart.Axes();
        chart.Legend(legend);
        return chart.Svg.ToString();
    }

    private static List<(double X, double Y)> Points(History history, Func<EpochResult, double> loss, bool positive)
    {
        int stride = (history.Epochs.Count + MostPoints - 1) / MostPoints;
        return [.. history.Epochs
            .Where(epoch => epoch.Epoch == 1 || epoch == history.Last || epoch.Epoch % stride == 0)
            .Select(epoch => ((double)epoch.Epoch, loss(epoch)))
            .Where(point => double.IsFinite(point.Item2) && (point.Item2 > 0 || !positive))];
    }

    private static string Named(string name, List<(double X, double Y)> points) => points.Count == 0
        ? name
        : $"{name} (last {points[^1].Y:G3})";
}
