using System.Collections.Generic;
using System.Linq;
using System.Text;
using Samples.Pictures;

namespace Samples.Arithmetic;

/// <summary>All sums as a square, first number by second: those learned from, and those that the network writes right and wrong without having seen them.</summary>
internal static class SumsPicture
{
    public static string Draw(string title, IEnumerable<int> right, IReadOnlyCollection<int> wrong)
    {
        Chart chart = new(title, Axis.Linear("first number", 0, 100), Axis.Linear("second number", 0, 100));
        chart.BeginPlot();
        Squares(chart, right, Palette.Blue, 0.45);
        Squares(chart, wrong, Palette.Orange, 1);
        chart.EndPlot();
        chart.Axes();
        chart.Legend(
            new(Mark.Square, Palette.Blue, "unseen, written right"),
            new(Mark.Square, Palette.Orange, $"unseen, written wrong ({wrong.Count})"));
        return chart.Svg.ToString();
    }

    /// <summary>A square for each sum, of one colour: one path.</summary>
    private static void Squares(Chart chart, IEnumerable<int> sums, string color, double opacity)
    {
        double width = chart.X(1) - chart.X(0), height = chart.Y(1) - chart.Y(0);
        StringBuilder path = new();
        foreach (int sum in sums.Order())
        {
            path.Append('M').Append(SvgWriter.Number(chart.X(sum / 100))).Append(' ').Append(SvgWriter.Number(chart.Y(sum % 100)))
                .Append('h').Append(SvgWriter.Number(width)).Append('v').Append(SvgWriter.Number(height)).Append('h').Append(SvgWriter.Number(-width)).Append('z');
        }

        chart.Svg.Element("path", $"d='{path}' fill='{color}' fill-opacity='{opacity}'");
    }
}
