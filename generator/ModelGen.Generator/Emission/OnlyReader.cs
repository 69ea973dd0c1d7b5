using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Emission;

/// <summary>
/// Straight lines as a person would set them: a value that only the next statement reads stands there instead of having a name, as long as that makes fewer lines of a
/// page; a second name for a value is its only one. Statements and their order stay.
/// </summary>
internal static class OnlyReader
{
    // What a statement may be long: a line of a page, or two where four sums meet.
    private const int Line = 128, TwoLines = 250;

    private const int MostTogether = 4;

    public static IReadOnlyList<string> Of(IReadOnlyList<string> lines)
    {
        Dictionary<string, int> uses = [];
        foreach (string word in lines.SelectMany(Words))
        {
            uses[word] = uses.TryGetValue(word, out int count) ? count + 1 : 1;
        }

        List<string> result = [];
        foreach (string line in WithOneName(lines, uses))
        {
            string whole = line;
            for (int together = Readable(result, line, uses); together > 0; together--)
            {
                string joined = Joined(result, line, together);
                int before = PagesLines(line) + result.Skip(result.Count - together).Sum(PagesLines);
                if (PagesLines(joined) < before && joined.Trim().Length <= (joined.Contains("HorizontalSum.") ? TwoLines : Line))
                {
                    result.RemoveRange(result.Count - together, together);
                    whole = joined;
                    break;
                }
            }

            result.Add(whole);
        }

        return result;
    }

    /// <summary>Without <c>var a = b;</c> where nothing else reads b: what is b is called a.</summary>
    private static IEnumerable<string> WithOneName(IReadOnlyList<string> lines, Dictionary<string, int> uses)
    {
        Dictionary<string, string> second = [];
        foreach (string line in lines)
        {
            if (Declared(line) is var (name, formula) && uses[name] > 1 && uses.TryGetValue(formula, out int count) && count == 2)
            {
                second[formula] = name;
            }
        }

        return lines.Where(l => !(Declared(l) is var (name, formula) && second.TryGetValue(formula, out string? other) && other == name))
            .Select(l => Declared(l) is var (name, formula) && second.ContainsKey(name) ? $"{Indentation(l)}var {Last(name)} = {formula};" : l);

        // What has a second name may have a third.
        string Last(string name)
        {
            while (second.TryGetValue(name, out string? next))
            {
                name = next;
            }

            return name;
        }
    }

    /// <summary>How many of the last lines declare what <paramref name="line"/> alone reads, each as an argument.</summary>
    private static int Readable(List<string> before, string line, Dictionary<string, int> uses)
    {
        int together = 0;
        while (together < MostTogether && together < before.Count && Declared(before[before.Count - 1 - together]) is var (name, _) && uses.TryGetValue(name, out int count) && count == 2
            && Indentation(before[before.Count - 1 - together]) == Indentation(line) && ArgumentAt(line, name) >= 0)
        {
            together++;
        }

        return together;
    }

    private static string Joined(List<string> before, string line, int together)
    {
        for (int i = before.Count - together; i < before.Count; i++)
        {
            (string name, string formula) = Declared(before[i])!.Value;
            int at = ArgumentAt(line, name);
            line = line.Substring(0, at) + formula + line.Substring(at + name.Length);
        }

        return line;
    }

    /// <summary>Where a name is a whole argument, or all that is assigned; negative if nowhere.</summary>
    private static int ArgumentAt(string line, string name)
    {
        for (int at = line.IndexOf(name, Math.Min(2, line.Length), StringComparison.Ordinal); at >= 0; at = line.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            int end = at + name.Length;
            bool begins = line[at - 1] == '(' || (line[at - 1] == ' ' && line[at - 2] is ',' or '=');
            if (begins && end < line.Length && line[end] is ',' or ')' or ';')
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The name and the formula of a declaration; null for other lines.</summary>
    private static (string Name, string Formula)? Declared(string line)
    {
        string text = line.TrimStart(' ');
        int equals = text.StartsWith("var ", StringComparison.Ordinal) && text[text.Length - 1] == ';' ? text.IndexOf(" = ", StringComparison.Ordinal) : -1;
        return equals < 0 ? null : (text.Substring(4, equals - 4), text.Substring(equals + 3, text.Length - equals - 4));
    }

    private static string Indentation(string line) => line.Substring(0, line.Length - line.TrimStart(' ').Length);

    private static int PagesLines(string line) => 1 + (Math.Max(0, line.Trim().Length - 5) / Line);

    private static IEnumerable<string> Words(string line)
    {
        for (int start = 0, end; start < line.Length; start = end + 1)
        {
            for (end = start; end < line.Length && (char.IsLetterOrDigit(line[end]) || line[end] == '_'); end++)
            {
            }

            if (end > start)
            {
                yield return line.Substring(start, end - start);
            }
        }
    }
}
