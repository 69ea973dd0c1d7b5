using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Samples.Pictures;

/// <summary>Title, legend, axes and grid; what is drawn between <see cref="BeginPlot"/> and <see cref="EndPlot"/> is clipped to the plot.</summary>
internal sealed class Chart
{
    private const double Width = 640;
    private const double Height = 480;
    private const double Left = 72;
    private const double Right = 30;
    private const double Top = 76;
    private const double Bottom = 62;

    private readonly Axis _x;
    private readonly Axis _y;

    public Chart(string title, Axis x, Axis y)
    {
        _x = x;
        _y = y;
        Svg = new(Width, Height, title);
        Svg.Text(Left, 32, title, $"font-size='21' font-weight='600' fill='#1a1a1a'");
    }

    public SvgWriter Svg { get; }

    public double X(double value) => Left + _x.Place(value) * (Width - Left - Right);

    public double Y(double value) => Height - Bottom - _y.Place(value) * (Height - Top - Bottom);

    /// <summary>One row of marks and names above the plot.</summary>
    public void Legend(params IReadOnlyList<LegendEntry> entries)
    {
        double x = Left;
        foreach (LegendEntry entry in entries)
        {
            if (entry.Mark == Mark.Line)
            {
                Svg.Element("path", $"d='M{x} 55h22' stroke='{entry.Color}' stroke-width='3.5'");
                x += 14;
            }
            else
            {
                Dot(x + 6, 55, 6, entry.Mark, entry.Color);
                x += 4;
            }

            Svg.Text(x + 14, 60.5, entry.Name, $"font-size='16' fill='#333333'");
            x += 14 + entry.Name.Length * 9 + 20;
        }
    }

    public void BeginPlot()
    {
        Svg.Raw($"<clipPath id='plot'><rect x='{Left}' y='{Top}' width='{Width - Left - Right}' height='{Height - Top - Bottom}'/></clipPath>");
        Svg.BeginGroup($"clip-path='url(#plot)'");
    }

    public void EndPlot() => Svg.EndGroup();

    /// <summary>Light lines at the ticks; under the plot, or over it where the plot fills its area.</summary>
    public void Grid()
    {
        StringBuilder lines = new();
        foreach (double tick in _x.Ticks)
        {
            lines.Append(CultureInfo.InvariantCulture, $"M{SvgWriter.Number(X(tick))} {Top}V{Height - Bottom}");
        }

        foreach (double tick in _y.Ticks)
        {
            lines.Append(CultureInfo.InvariantCulture, $"M{Left} {SvgWriter.Number(Y(tick))}H{Width - Right}");
        }

        Svg.Element("path", $"d='{lines}' stroke='#8899aa' stroke-opacity='0.25' fill='none'");
    }

    /// <summary>The frame, the ticks with their labels, and the axes' titles.</summary>
    public void Axes()
    {
        Svg.Element(
            "path", $"d='M{Left} {Top}V{Height - Bottom}H{Width - Right}' stroke='#555555' stroke-width='1.5' fill='none'");
        foreach (double tick in _x.Ticks)
        {
            Svg.Text(X(tick), Height - Bottom + 22, _x.Label(tick), $"font-size='16' text-anchor='middle' fill='#333333'");
        }

        foreach (double tick in _y.Ticks)
        {
            Svg.Text(Left - 9, Y(tick) + 5.5, _y.Label(tick), $"font-size='16' text-anchor='end' fill='#333333'");
        }

        double middle = (Top + Height - Bottom) / 2;
        Svg.Text((Left + Width - Right) / 2, Height - 12, _x.Title, $"font-size='17' text-anchor='middle' fill='#1a1a1a'");
        Svg.Text(
            18, middle, _y.Title, $"font-size='17' text-anchor='middle' fill='#1a1a1a' transform='rotate(-90 18 {middle})'");
    }

    /// <summary>A line through points in the chart's values.</summary>
    public void Line(IEnumerable<(double X, double Y)> points, string color)
    {
        StringBuilder path = new();
        foreach ((double x, double y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(SvgWriter.Number(X(x))).Append(' ').Append(SvgWriter.Number(Y(y)));
        }

        if (path.Length > 0)
        {
            Svg.Element("path", $"d='{path}' fill='none' stroke='{color}' stroke-width='2.25' stroke-linejoin='round' stroke-linecap='round'");
        }
    }

    /// <summary>A mark in picture coordinates.</summary>
    public void Dot(double x, double y, double radius, Mark mark, string color)
    {
        if (mark == Mark.Square)
        {
            double half = radius * 0.88;
            Svg.Element(
                "rect",
                $"x='{x - half}' y='{y - half}' width='{2 * half}' height='{2 * half}' fill='{color}' stroke='#ffffff' stroke-width='0.8'");
        }
        else
        {
            Svg.Element("circle", $"cx='{x}' cy='{y}' r='{radius}' fill='{color}' stroke='#ffffff' stroke-width='0.8'");
        }
    }
}
