using System;
using System.Globalization;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>C# constants as numbers.</summary>
internal static class Constants
{
    public static bool TryRead(object? constant, out double value)
    {
        value = constant switch
        {
            char c => c,
            null or bool or string => double.NaN,
            IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
            _ => double.NaN,
        };
        return !double.IsNaN(value) && !double.IsInfinity(value);
    }
}
