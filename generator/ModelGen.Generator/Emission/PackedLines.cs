using System.Collections.Generic;

namespace ModelGen.Generator.Emission;

/// <summary>The items of a table, as many in a line as fit.</summary>
internal static class PackedLines
{
    /// <param name="indentation">The blanks before the lines.</param>
    /// <param name="separator">Behind each of them.</param>
    public static IEnumerable<string> Of(IEnumerable<string> items, int indentation, string separator = ",")
    {
        string line = "";
        foreach (string item in items)
        {
            if (line.Length > 0 && indentation + line.Length + item.Length + 2 > LongLines.Most)
            {
                yield return line;
                line = "";
            }

            line += line.Length > 0 ? $" {item}{separator}" : $"{item}{separator}";
        }

        yield return line;
    }
}
