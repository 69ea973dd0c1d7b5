using System;
using System.Globalization;
using System.Net;
using System.Text;

namespace Samples.Pictures;

/// <summary>Writes SVG text: elements with attributes, numbers with one decimal in the invariant culture.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Begins a picture that scales to the space it is given.</summary>
    public SvgWriter(double width, double height, string title)
    {
        _text.Append(
            CultureInfo.InvariantCulture,
            $"""
             <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif">
             <title>{WebUtility.HtmlEncode(title)}</title>

             """);
        Element("rect", $"width='{width}' height='{height}' fill='#ffffff'");
    }

    /// <summary>An element without content.</summary>
    public void Element(string name, FormattableString attributes) => _text.AppendLine($"<{name} {Format(attributes)}/>");

    /// <summary>A line of text.</summary>
    public void Text(double x, double y, string text, FormattableString attributes)
        => _text.AppendLine($"<text x=\"{Number(x)}\" y=\"{Number(y)}\" {Format(attributes)}>{WebUtility.HtmlEncode(text)}</text>");

    /// <summary>Begins a group, which <see cref="EndGroup"/> ends.</summary>
    public void BeginGroup(FormattableString attributes) => _text.AppendLine($"<g {Format(attributes)}>");

    /// <summary>Ends a group.</summary>
    public void EndGroup() => _text.AppendLine("</g>");

    /// <summary>Raw SVG, such as definitions.</summary>
    public void Raw(FormattableString svg) => _text.AppendLine(Format(svg));

    /// <summary>A number as in attributes.</summary>
    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>The whole picture.</summary>
    public override string ToString() => _text + "</svg>\n";

    private static string Format(FormattableString text)
    {
        object?[] values = text.GetArguments();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = values[i] is double number ? Number(number) : values[i];
        }

        return string.Format(CultureInfo.InvariantCulture, text.Format, values).Replace('\'', '"');
    }
}
