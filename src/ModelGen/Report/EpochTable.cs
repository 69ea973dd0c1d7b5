using System.Collections.Generic;
using System.Linq;
using System.Text;
using ModelGen.Drawing;
using ModelGen.Training;

namespace ModelGen.Report;

/// <summary>The figures of the epochs, folded away; of many epochs some, evenly chosen, and the last.</summary>
internal static class EpochTable
{
    private const int MostRows = 100;

    public static void Write(StringBuilder page, IReadOnlyList<EpochResult> epochs, IReadOnlyList<Metric> metrics)
    {
        int step = (epochs.Count + MostRows - 1) / MostRows;
        EpochResult[] shown = [.. epochs.Where((epoch, i) => i == epochs.Count - 1 || i % step == 0)];
        page.Line($"<details><summary>{(step == 1 ? "All figures" : $"Figures of {shown.Length} of {Markup.Count(epochs.Count)} epochs")}</summary><div class='scroll'><table class='list numbers'>");
        page.Line($"<tr><th>epoch</th><th>training loss</th><th>validation loss</th>{string.Concat(metrics.Select(m => $"<th>{Markup.Escape(m.Name)}</th>"))}<th>learning rate</th><th>seconds</th></tr>");
        foreach (EpochResult epoch in shown)
        {
            string[] values =
            [
                Number(epoch.TrainingLoss),
                Number(epoch.ValidationLoss),
                .. metrics.Select(metric => Number(epoch.Metrics.Where(value => value.Metric == metric).Select(value => (double?)value.Value).FirstOrDefault())),
                Number(epoch.LearningRate),
                Number(epoch.Duration.TotalSeconds),
            ];
            page.Line($"<tr><th scope='row'>{epoch.Epoch}</th>{string.Concat(values.Select(value => $"<td>{value}</td>"))}</tr>");
        }

        page.Line($"</table></div></details>");
    }

    private static string Number(double? value) => value is { } number ? NumberText.Of(number) : "";
}
