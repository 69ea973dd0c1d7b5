using System.Collections.Generic;
using System.Linq;
using ModelGen.Training;
using Samples.Pictures;

namespace Samples.FineTune;

/// <summary>Letters read right over the epochs of two trainings, with a mark where a layer is released.</summary>
internal static class AccuracyPicture
{
    public static string Draw(string title, History fineTuned, History fromScratch)
    {
        Chart chart = new(title, Axis.Linear("epoch", 0, FineTuning.Epochs), Axis.Linear("unseen letters read right, in percent", 50, 100));
        chart.Grid();
        chart.BeginPlot();
        foreach (TrainableFrom release in FineTuning.Releases.Where(release => release.Trainable))
        {
            double x = chart.X(release.Epoch - 1);
            chart.Line([(release.Epoch - 1, 50), (release.Epoch - 1, 100)], Palette.PaleOrange);
            chart.Svg.Text(x + 5, chart.Y(51.5), release.Pattern, $"font-size='15' fill='{Palette.Orange}'");
        }

        chart.Line(Points(fromScratch), Palette.Blue);
        chart.Line(Points(fineTuned), Palette.Orange);
        chart.EndPlot();
        chart.Axes();
        chart.Legend(new(Mark.Line, Palette.Orange, "from the digits' network"), new(Mark.Line, Palette.Blue, "from scratch"));
        return chart.Svg.ToString();
    }

    private static IEnumerable<(double X, double Y)> Points(History history)
        => history.Epochs.Select(epoch => ((double)epoch.Epoch, 100 * epoch.Metrics[0].Value));
}
