using System;
using System.Globalization;

namespace ModelGen.Report;

/// <summary>Numbers in few digits, to be read.</summary>
internal static class NumberText
{
    /// <summary>Four significant digits: <c>0.0123</c>, <c>1.235e−5</c>, <c>12,350</c>.</summary>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }

        double rounded = double.Parse(value.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        double size = Math.Abs(rounded);
        string format = size == 0 || (size is >= 1e-3 and < 1e6) ? "#,0.######" : "0.###e0";
        return rounded.ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
    }
}
