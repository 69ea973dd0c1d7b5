using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Text;
using ModelGen.Drawing;

namespace ModelGen.Report;

/// <summary>How the numbers of a parameter tensor are spread, and how they were before the training.</summary>
/// <param name="Name">The tensor's.</param>
/// <param name="Shape">The tensor's.</param>
/// <param name="Minimum">Where the first bin begins.</param>
/// <param name="Maximum">Where the last bin ends.</param>
/// <param name="Before">How many numbers each bin had; null if that is not known.</param>
/// <param name="After">How many numbers each bin has.</param>
/// <param name="NotFinite">The numbers that are infinite or no numbers.</param>
internal sealed record Histogram(string Name, ValueArray<int> Shape, double Minimum, double Maximum, int[]? Before, int[] After, int NotFinite)
{
    private const int Bins = 40;
    private const double Width = 200;
    private const double Height = 92;
    private const double Bottom = 20;

    /// <summary>Counts the numbers of a tensor.</summary>
    /// <param name="info">Describes the tensor.</param>
    /// <param name="before">Its numbers before the training; empty if they are not known.</param>
    /// <param name="after">Its numbers after it.</param>
    public static Histogram Of<T>(ParameterInfo info, ReadOnlySpan<T> before, ReadOnlySpan<T> after)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double minimum = double.PositiveInfinity;
        double maximum = double.NegativeInfinity;
        Widen(before, ref minimum, ref maximum);
        Widen(after, ref minimum, ref maximum);
        if (minimum > maximum)
        {
            (minimum, maximum) = (-1, 1);
        }
        else if (maximum / 2 - minimum / 2 < 1e-12 * Math.Max(1e-200, Math.Abs(maximum)))
        {
            double room = maximum == 0 ? 1 : Math.Abs(maximum) / 2;
            (minimum, maximum) = (minimum - room, maximum + room);
        }

        int[] bins = Count(after, minimum, maximum);
        return new(info.Name, info.Shape, minimum, maximum, before.IsEmpty ? null : Count(before, minimum, maximum), bins, after.Length - bins.Sum());
    }

    /// <summary>Writes it as a figure.</summary>
    public void Write(StringBuilder page)
    {
        string name = Markup.Escape(Name);
        page.Line($"<figure><figcaption>{name} <small>{string.Join(" × ", Shape)}</small></figcaption>");
        page.Line($"<svg viewBox='0 0 {Width} {Height}' role='img' aria-label='Numbers of {name}'>");

        // A tensor that starts at one number has all of it in a bin, which may go over the top.
        double highest = Math.Max(1, After.Max());
        page.Line($"<path class='bars' d='{Outline(After, highest)}z'/>");
        if (Before is not null)
        {
            page.Line($"<path class='before' d='{Outline(Before, highest)}'/>");
        }

        page.Line($"<path class='axis' d='M0 {Height - Bottom}H{Width}'/>");
        page.Line($"<text x='0' y='{Height - 5}'>{NumberText.Of(Minimum)}</text>");
        page.Line($"<text x='{Width}' y='{Height - 5}' class='end'>{NumberText.Of(Maximum)}</text>");
        page.Line($"</svg>");
        if (NotFinite > 0)
        {
            page.Line($"<p class='note'>{Markup.Count(NotFinite)} not finite</p>");
        }

        page.Line($"</figure>");
    }

    private static void Widen<T>(ReadOnlySpan<T> values, ref double minimum, ref double maximum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (T value in values)
        {
            if (T.IsFinite(value))
            {
                minimum = Math.Min(minimum, double.CreateTruncating(value));
                maximum = Math.Max(maximum, double.CreateTruncating(value));
            }
        }
    }

    private static int[] Count<T>(ReadOnlySpan<T> values, double minimum, double maximum)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] bins = new int[Bins];
        foreach (T value in values)
        {
            if (T.IsFinite(value))
            {
                double place = (double.CreateTruncating(value) / 2 - minimum / 2) / (maximum / 2 - minimum / 2);
                bins[Math.Clamp((int)(place * Bins), 0, Bins - 1)]++;
            }
        }

        return bins;
    }

    private static string Outline(IReadOnlyList<int> bins, double highest)
    {
        const double Floor = Height - Bottom;
        StringBuilder path = new($"M0 {Markup.Number(Floor)}");
        for (int i = 0; i < bins.Count; i++)
        {
            double y = Floor - Math.Min(1.04, bins[i] / highest) * (Floor - 4);
            path.Append($"V{Markup.Number(y)}H{Markup.Number((i + 1) * Width / bins.Count)}");
        }

        return path.Append($"V{Markup.Number(Floor)}").ToString();
    }
}
