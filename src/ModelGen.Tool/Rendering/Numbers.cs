using System.Collections.Generic;
using System.Globalization;

namespace ModelGen.Tool.Rendering;

/// <summary>Numbers as tables show them.</summary>
internal static class Numbers
{
    /// <summary>1,234.</summary>
    public static string Whole(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>Five digits: -0.012345, 1.2346E+09; a dash for what there is not.</summary>
    public static string Short(double? number) => number is { } value ? value.ToString("G5", CultureInfo.InvariantCulture) : "–";

    /// <summary>(28, 28, 1).</summary>
    public static string Shape<T>(IEnumerable<T> extents) => $"({string.Join(", ", extents)})";

    /// <summary>1 tensor, 2 tensors.</summary>
    public static string Count(long count, string what) => $"{Whole(count)} {what}{(count == 1 ? "" : "s")}";
}
