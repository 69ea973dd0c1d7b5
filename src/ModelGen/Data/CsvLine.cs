using System;

namespace ModelGen.Data;

/// <summary>Walks over the cells of one line. A cell in double quotes may hold the separator, and a quote as two (RFC 4180).</summary>
internal ref struct CsvLine(ReadOnlySpan<char> line, char separator)
{
    private ReadOnlySpan<char> _rest = line;
    private bool _ended;

    /// <summary>The current cell, with its quotes.</summary>
    public ReadOnlySpan<char> Cell { get; private set; }

    /// <summary>Whether the current cell begins with a quote that the line does not close.</summary>
    public bool IsOpen { get; private set; }

    public bool MoveNext()
    {
        if (_ended)
        {
            return false;
        }

        int end = EndOfCell();
        _ended = end == _rest.Length;
        Cell = _rest[..end];
        _rest = _ended ? default : _rest[(end + 1)..];
        return true;
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

    private int EndOfCell()
    {
        int opening = separator == ' ' ? 0 : _rest.Length - _rest.TrimStart(' ').Length;
        if (opening == _rest.Length || _rest[opening] != '"')
        {
            int end = _rest.IndexOf(separator);
            return end < 0 ? _rest.Length : end;
        }

        bool quoted = false;
        for (int i = opening; i < _rest.Length; i++)
        {
            if (_rest[i] == '"')
            {
                quoted = !quoted;
            }
            else if (_rest[i] == separator && !quoted)
            {
                return i;
            }
        }

        IsOpen = quoted;
        return _rest.Length;
    }
}
