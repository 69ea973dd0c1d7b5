using System.Collections.Generic;
using System.Linq;
using System.Text;
using ModelGen.Drawing;

namespace ModelGen.Report;

/// <summary>A chart of one or more numbers over the epochs.</summary>
internal static class Curve
{
    private const double Width = 400;
    private const double Height = 236;
    private const double Left = 52;
    private const double Right = 22;
    private const double Top = 12;
    private const double Bottom = 40;

    /// <summary>Writes a figure: title, legend and picture.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="title">What is shown.</param>
    /// <param name="series">One or more, of equally many epochs.</param>
    /// <param name="marked">An epoch to be marked, or 0.</param>
    /// <param name="fromZero">Whether heights begin at 0.</param>
    public static void Write(StringBuilder page, string title, IReadOnlyList<Series> series, int marked = 0, bool fromZero = false)
    {
        int epochs = series[0].Values.Length;
        Axis x = Axis.Numbers(epochs);
        Axis y = Axis.Of(series.SelectMany(s => s.Finite), fromZero);
        double X(double value) => Left + x.Place(value) * (Width - Left - Right);
        double Y(double value) => Height - Bottom - y.Place(value) * (Height - Top - Bottom);

        page.Line($"<figure><figcaption>{Markup.Escape(title)}</figcaption>");
        page.Append("<p class=\"legend\">");
        foreach (Series one in series)
        {
            string last = double.IsFinite(one.Values[^1]) ? $" {NumberText.Of(one.Values[^1])}" : "";
            page.Append($"<span><i class=\"{one.Style}\"></i>{Markup.Escape(one.Name)}{last}</span>");
        }

        page.Line($"</p>");
        page.Line($"<svg viewBox='0 0 {Width} {Height}' role='img' aria-label='{Markup.Escape(title)} over the epochs'>");
        StringBuilder grid = new();
        foreach (double tick in y.Ticks)
        {
            grid.Append($"M{Markup.Number(Left)} {Markup.Number(Y(tick))}H{Markup.Number(Width - Right)}");
            page.Line($"<text x='{Left - 6}' y='{Y(tick) + 4}' class='end'>{NumberText.Of(tick)}</text>");
        }

        page.Line($"<path class='grid' d='{grid}'/>");
        foreach (double tick in x.Ticks)
        {
            page.Line($"<text x='{X(tick)}' y='{Height - Bottom + 16}' class='middle'>{NumberText.Of(tick)}</text>");
        }

        page.Line($"<text x='{(Left + Width - Right) / 2}' y='{Height - 5}' class='middle'>epoch</text>");
        if (marked > 0 && epochs > 1)
        {
            page.Line($"<path class='mark' d='M{X(marked)} {Top}V{Height - Bottom}'><title>best epoch: {marked}</title></path>");
        }

        foreach (Series one in series)
        {
            StringBuilder path = new();
            foreach (IReadOnlyList<(int Epoch, double Value)> run in one.Runs())
            {
                path.Append('M').AppendJoin('L', run.Select(point => $"{Markup.Number(X(point.Epoch))} {Markup.Number(Y(point.Value))}"));
                if (run.Count == 1)
                {
                    page.Line($"<circle class='{one.Style}' cx='{X(run[0].Epoch)}' cy='{Y(run[0].Value)}' r='3.0'/>");
                }
            }

            page.Line($"<path class='curve {one.Style}' d='{path}'/>");
        }

        page.Line($"</svg>");
        if (series.Any(s => s.Values.Any(v => !double.IsFinite(v))))
        {
            page.Line($"<p class='note'>Gaps are epochs whose figure is missing or not finite.</p>");
        }

        page.Line($"</figure>");
    }
}
