using System;
using System.Collections.Generic;

namespace Samples.Pictures;

/// <summary>A picture of the sheet, and what stands below it.</summary>
/// <param name="Address">The address of the image, such as <see cref="Png.Address"/> makes.</param>
/// <param name="Text">The line below it.</param>
/// <param name="Color">The colour of that line.</param>
internal sealed record SheetEntry(string Address, string Text, string Color);

/// <summary>Many small pictures with a line of text each, in rows.</summary>
internal static class ContactSheet
{
    private const double Cell = 84;
    private const double Gap = 12;
    private const double LineHeight = 22;
    private const double Top = 56;

    /// <summary>Draws the sheet as SVG.</summary>
    /// <param name="title">The sheet's title.</param>
    /// <param name="entries">What it shows; may be empty.</param>
    /// <param name="columns">The pictures in a row.</param>
    public static string Draw(string title, IReadOnlyList<SheetEntry> entries, int columns)
    {
        int rows = Math.Max(1, (entries.Count + columns - 1) / columns);
        SvgWriter svg = new(Gap + columns * (Cell + Gap), Top + rows * (Cell + LineHeight + Gap), title);
        svg.Text(Gap, 34, title, $"font-size='21' font-weight='600' fill='#1a1a1a'");
        for (int i = 0; i < entries.Count; i++)
        {
            double x = Gap + i % columns * (Cell + Gap);
            double y = Top + i / columns * (Cell + LineHeight + Gap);
            svg.Element("image", $"x='{x}' y='{y}' width='{Cell}' height='{Cell}' style='image-rendering:pixelated' href='{entries[i].Address}'");
            svg.Text(x + Cell / 2, y + Cell + 17, entries[i].Text, $"font-size='15' text-anchor='middle' fill='{entries[i].Color}'");
        }

        return svg.ToString();
    }
}
