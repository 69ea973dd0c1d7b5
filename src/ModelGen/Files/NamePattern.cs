using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Files;

/// <summary>Names of tensors and layers as users write them: <c>conv1.weight</c>, <c>conv1</c> for all tensors of that layer, <c>conv*</c>.</summary>
internal static class NamePattern
{
    // Names further apart are no slips of the pen.
    private const int MostShown = 3;

    /// <summary>Whether a pattern means the tensor: its whole name, or that of a layer or block before one of the points in it. <c>*</c> stands for any characters.</summary>
    public static bool Matches(string pattern, string tensor)
    {
        for (int end = tensor.IndexOf('.', StringComparison.Ordinal); end >= 0; end = tensor.IndexOf('.', end + 1))
        {
            if (IsMatch(pattern, tensor.AsSpan(0, end)))
            {
                return true;
            }
        }

        return IsMatch(pattern, tensor);
    }

    /// <summary>Those of <paramref name="tensors"/> and their layers whose names are near a pattern that means none of them, the nearest first.</summary>
    public static string[] Near(string pattern, IEnumerable<string> tensors)
    {
        string name = pattern.Replace("*", "", StringComparison.Ordinal);
        return
        [
            .. tensors.SelectMany(t => new[] { t[..Math.Max(t.IndexOf('.', StringComparison.Ordinal), 0)], t })
                .Where(n => n.Length > 0)
                .Distinct()
                .Select(n => (Name: n, Distance: Distance(name, n)))
                .Where(n => n.Distance <= Math.Max(2, name.Length / 3))
                .OrderBy(n => n.Distance)
                .Take(MostShown)
                .Select(n => n.Name),
        ];
    }

    /// <summary>« (near it: conv1, conv2)», or nothing.</summary>
    public static string NearText(string pattern, IEnumerable<string> tensors) => Near(pattern, tensors) is { Length: > 0 } near ? $" (near it: {string.Join(", ", near)})" : "";

    private static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int star = pattern.IndexOf('*');
        if (star < 0)
        {
            return pattern.SequenceEqual(name);
        }

        if (!name.StartsWith(pattern[..star]))
        {
            return false;
        }

        for (int from = star; from <= name.Length; from++)
        {
            if (IsMatch(pattern[(star + 1)..], name[from..]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>How many characters have to be added, removed or exchanged (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j - 1], above) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
