using System;
using System.Collections.Generic;
using System.IO;

namespace ModelGen.Data;

/// <summary>The text of a Python dictionary, as NumPy's headers have it: each key once, in quotes, and the text of its value.</summary>
internal static class PythonDictionary
{
    /// <exception cref="InvalidDataException">It is none, or there is more after it.</exception>
    public static Dictionary<string, string> Parse(string text, string source)
    {
        Dictionary<string, string> entries = [];
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest is not ['{', .. var inside, '}'])
        {
            throw new InvalidDataException($"{source}: the header is '{Shortened(text)}', expected a dictionary in braces.");
        }

        for (rest = inside.TrimStart(); !rest.IsEmpty; rest = rest.TrimStart())
        {
            int end = rest[0] is '\'' or '"' ? rest[1..].IndexOf(rest[0]) : -1;
            ReadOnlySpan<char> after = end < 0 ? default : rest[(end + 2)..].TrimStart();
            if (after is not [':', ..])
            {
                throw new InvalidDataException($"{source}: '{Shortened(rest.ToString())}' in the header, expected a key in quotes and a colon.");
            }

            string key = rest[1..(end + 1)].ToString();
            int length = LengthOfValue(after[1..]);
            if (!entries.TryAdd(key, after[1..(length + 1)].Trim().ToString()))
            {
                throw new InvalidDataException($"{source}: '{key}' stands in the header twice.");
            }

            rest = after[Math.Min(length + 2, after.Length)..];
        }

        return entries;
    }

    /// <summary>The length up to the comma that stands in no brackets and quotes.</summary>
    private static int LengthOfValue(ReadOnlySpan<char> text)
    {
        int depth = 0;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'' or '"' when quote == '\0':
                    quote = text[i];
                    break;
                case var sign when quote != '\0':
                    quote = sign == quote ? '\0' : quote;
                    break;
                case '(' or '[' or '{':
                    depth++;
                    break;
                case ')' or ']' or '}':
                    depth--;
                    break;
                case ',' when depth == 0:
                    return i;
            }
        }

        return text.Length;
    }

    private static string Shortened(string text)
    {
        const int Shown = 40;
        string line = text.Trim();
        return line.Length > Shown ? $"{line[..Shown]}…" : line;
    }
}
