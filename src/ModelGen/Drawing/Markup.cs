using System;
using System.Globalization;
using System.Text;

namespace ModelGen.Drawing;

/// <summary>Text and numbers as XML and HTML take them.</summary>
internal static class Markup
{
    /// <summary>A number with at most two decimals, as in attributes.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A whole number with separators between thousands.</summary>
    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Text for content and for attributes between double quotes. What XML cannot hold becomes the replacement character.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                < ' ' and not ('\t' or '\n' or '\r') or >= 0x7f and <= 0x9f or 0xfffe or 0xffff => escaped.Append('\ufffd'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    /// <summary>Adds a line of markup in which numbers are written by <see cref="Number"/>; text must have been escaped.</summary>
    public static StringBuilder Line(this StringBuilder markup, FormattableString text)
    {
        object?[] values = text.GetArguments();
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = values[i] is double number ? Number(number) : values[i];
        }

        // Single quotes in the formats, so that they need no escapes.
        return markup.AppendFormat(CultureInfo.InvariantCulture, text.Format.Replace('\'', '"'), values).Append('\n');
    }
}
