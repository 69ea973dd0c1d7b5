using System.Globalization;
using System.Linq;

namespace ModelGen.Generator.Common;

/// <summary>Numbers as text that is the same on every host and in every culture.</summary>
internal static class NumberText
{
    /// <summary>The shortest text that reads back as <paramref name="value"/>: 0.5, 1E-05, NaN, Infinity.</summary>
    public static string Shortest(double value) =>
        double.IsNaN(value) ? "NaN" : double.IsInfinity(value) ? value > 0 ? "Infinity" : "-Infinity" : Digits(value);

    private static string Digits(double value) => new[] { "G15", "G16", "G17" }
        .Select(format => value.ToString(format, CultureInfo.InvariantCulture))
        .First(t => double.Parse(t, CultureInfo.InvariantCulture) == value);
}
