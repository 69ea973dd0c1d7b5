using System;
using System.Collections.Generic;
using System.IO;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>The rows of a table of text, read as numbers or text by column; made by <see cref="Csv"/>.</summary>
/// <remarks>Numbers are written in the invariant culture (1.5, 1e-3). Every error names the source, the line and the column.</remarks>
public sealed class CsvTable
{
    private readonly string _source;
    private readonly char _separator;
    private readonly string[] _columns;
    private readonly List<Row> _rows;

    internal CsvTable(string source, char separator, string[] columns, List<Row> rows)
    {
        _source = source;
        _separator = separator;
        _columns = columns;
        _rows = rows;
    }

    /// <summary>The number of rows without the header.</summary>
    public int RowCount => _rows.Count;

    /// <summary>The number of columns.</summary>
    public int ColumnCount => _columns.Length;

    /// <summary>The columns' names: those of the header, otherwise their numbers 0, 1, 2, …</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The given columns of all rows as numbers, (RowCount, names.Length), row-major, in the order of the names.</summary>
    /// <exception cref="ArgumentException">There is no such column, or two.</exception>
    /// <exception cref="InvalidDataException">A cell is not a number.</exception>
    public T[] Numbers<T>(params ReadOnlySpan<string> names)
        where T : unmanaged, INumberBase<T>
    {
        int[] wanted = new int[names.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            wanted[i] = IndexOf(names[i]);
        }

        return Parse<T>(wanted);
    }

    /// <summary>
    /// A range of columns of all rows as numbers, (RowCount, columns in the range), row-major:
    /// <c>Numbers&lt;float&gt;(..^1)</c>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such columns.</exception>
    /// <exception cref="InvalidDataException">A cell is not a number.</exception>
    public T[] Numbers<T>(Range range)
        where T : unmanaged, INumberBase<T>
    {
        int start = range.Start.GetOffset(ColumnCount);
        int end = range.End.GetOffset(ColumnCount);
        if (start < 0 || end > ColumnCount || start > end)
        {
            throw new ArgumentOutOfRangeException(nameof(range), range, $"Expected columns within the {ColumnCount} of {_source}.");
        }

        int[] wanted = new int[end - start];
        for (int i = 0; i < wanted.Length; i++)
        {
            wanted[i] = start + i;
        }

        return Parse<T>(wanted);
    }

    /// <summary>One column of all rows as text, without quotes around it.</summary>
    /// <exception cref="ArgumentException">There is no such column, or two.</exception>
    public string[] Text(string name)
    {
        int column = IndexOf(name);
        string[] texts = new string[_rows.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = CsvLine.Unquote(CellOf(_rows[i], column)).ToString();
        }

        return texts;
    }

    /// <summary>The rows whose cell in a column has exactly this text.</summary>
    /// <exception cref="ArgumentException">There is no such column, or two.</exception>
    public CsvTable Where(string name, string text)
    {
        int column = IndexOf(name);
        return new(_source, _separator, _columns, _rows.FindAll(row => CsvLine.Unquote(CellOf(row, column)).SequenceEqual(text)));
    }

    private ReadOnlySpan<char> CellOf(Row row, int column)
    {
        CsvLine line = new(row.Text, _separator);
        for (int i = 0; i <= column; i++)
        {
            line.MoveNext();
        }

        return line.Cell;
    }

    private T[] Parse<T>(int[] wanted)
        where T : unmanaged, INumberBase<T>
    {
        // One walk over a line serves all columns: where each column's number goes, if anywhere, is looked up.
        List<int>[] places = new List<int>[ColumnCount];
        for (int i = 0; i < wanted.Length; i++)
        {
            (places[wanted[i]] ??= []).Add(i);
        }

        T[] numbers = new T[checked(_rows.Count * wanted.Length)];
        for (int i = 0; i < _rows.Count; i++)
        {
            CsvLine line = new(_rows[i].Text, _separator);
            for (int column = 0; line.MoveNext(); column++)
            {
                if (places[column] is { } targets)
                {
                    T number = CsvReader.ParseCell<T>(_source, _rows[i].Line, column, _columns, CsvLine.Unquote(line.Cell));
                    foreach (int target in targets)
                    {
                        numbers[i * wanted.Length + target] = number;
                    }
                }
            }
        }

        return numbers;
    }

    private int IndexOf(string name)
    {
        int index = Array.IndexOf(_columns, name);
        if (index < 0)
        {
            throw new ArgumentException($"{_source} has no column '{name}'; its columns are {string.Join(", ", _columns)}.", nameof(name));
        }

        if (Array.LastIndexOf(_columns, name) != index)
        {
            throw new ArgumentException($"{_source} has more than one column '{name}'.", nameof(name));
        }

        return index;
    }

    /// <param name="Line">The line's number in the source, from 1 on.</param>
    /// <param name="Text">The line.</param>
    internal readonly record struct Row(int Line, string Text);
}
