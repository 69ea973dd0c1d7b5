using System.Globalization;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Emission;

/// <summary>The only place where numbers and strings become C#: the same text on every host and in every culture.</summary>
internal static class Literal
{
    /// <summary>The shortest text that reads back as <paramref name="value"/>, with the suffix of its type.</summary>
    /// <remarks>What a formula makes of settings, 2 · L2, may be beyond the largest number: it is infinite, as it would be at run time.</remarks>
    public static string Of(double value, Precision precision)
    {
        if (precision == Precision.Single && float.IsInfinity((float)value))
        {
            value = (float)value;
        }

        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            string type = precision == Precision.Double ? "double" : "float";
            return double.IsNaN(value) ? $"{type}.NaN" : value > 0 ? $"{type}.PositiveInfinity" : $"{type}.NegativeInfinity";
        }

        string text = NumberText.Shortest(value);
        if (precision == Precision.Single)
        {
            return Shorten(value, text) + "f";
        }

        return text.IndexOfAny(['.', 'E']) < 0 ? text + ".0" : text;
    }

    public static string Of(bool value) => value ? "true" : "false";

    public static string Of(string text) =>
        $"\"{string.Concat(text.Select(c => c switch { '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", _ => $"{c}" }))}\"";

    // A float constant needs no more digits than tell it from its neighbours.
    private static string Shorten(double value, string text)
    {
        float single = (float)value;
        for (int digits = 6; digits <= 9; digits++)
        {
            string shorter = single.ToString($"G{digits}", CultureInfo.InvariantCulture);
            if (float.Parse(shorter, CultureInfo.InvariantCulture) == single)
            {
                return shorter.Length < text.Length ? shorter : text;
            }
        }

        return text;
    }
}
