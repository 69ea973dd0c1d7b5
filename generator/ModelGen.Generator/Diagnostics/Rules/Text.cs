using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>How messages write sizes and lists.</summary>
internal static class Text
{
    /// <summary>(28, 28, 1).</summary>
    public static string Shape(IEnumerable<int> sizes) => $"({string.Join(", ", sizes.Select(Integer))})";

    public static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>2,147,483,648.</summary>
    public static string Count(decimal count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>1 example, 64 examples.</summary>
    public static string Examples(int count) => count == 1 ? "1 example" : $"{Count(count)} examples";

    /// <summary>a, b or c.</summary>
    public static string Or(IEnumerable<string> names) => List(names, "or");

    /// <summary>a, b and c.</summary>
    public static string And(IEnumerable<string> names) => List(names, "and");

    private static string List(IEnumerable<string> names, string conjunction)
    {
        string[] all = [.. names];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all.Take(all.Length - 1))} {conjunction} {all[all.Length - 1]}";
    }
}
