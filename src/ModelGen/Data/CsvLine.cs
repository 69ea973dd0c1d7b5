using System;

namespace ModelGen.Data;

/// <summary>Walks over the cells of one line. A cell in double quotes may hold the separator, and a quote as two (RFC 4180).</summary>
internal ref struct CsvLine(ReadOnlySpan<char> line, char separator)
{
    private ReadOnlySpan<char> rest = line;
    private bool ended;

    /// <summary>The current cell, with its quotes.</summary>
    public ReadOnlySpan<char> Cell { get; private set; }

    public bool MoveNext()
    {
        if (ended)
        {
            return false;
        }

        int end = EndOfCell();
        ended = end == rest.Length;
        Cell = rest[..end];
        rest = ended ? default : rest[(end + 1)..];
        return true;
    }

    public static int Count(ReadOnlySpan<char> line, char separator)
    {
        int count = 0;
        for (CsvLine cells = new(line, separator); cells.MoveNext();)
        {
            count++;
        }

        return count;
    }

    /// <summary>The cell's text without blanks or quotes around it.</summary>
    public static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> cell)
    {
        ReadOnlySpan<char> text = cell.Trim();
        if (text.Length < 2 || text[0] != '"' || text[^1] != '"')
        {
            return text;
        }

        text = text[1..^1];
        return text.Contains('"') ? text.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }

    private readonly int EndOfCell()
    {
        int opening = separator == ' ' ? 0 : rest.Length - rest.TrimStart(' ').Length;
        if (opening == rest.Length || rest[opening] != '"')
        {
            int end = rest.IndexOf(separator);
            return end < 0 ? rest.Length : end;
        }

        bool quoted = false;
        for (int i = opening; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                quoted = !quoted;
            }
            else if (rest[i] == separator && !quoted)
            {
                return i;
            }
        }

        return rest.Length;
    }
}
