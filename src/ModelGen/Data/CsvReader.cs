using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>Reads a table of comma-separated values row by row, for tables that need not be in memory; made by <see cref="Csv"/>.</summary>
/// <remarks>Numbers are written in the invariant culture (1.5, 1e-3). Every error names the source, the line and the column.</remarks>
public sealed class CsvReader : IDisposable
{
    private readonly TextReader _reader;
    private readonly string _source;
    private readonly char _separator;
    private readonly string[] _columns;
    private bool _isAhead;

    internal CsvReader(TextReader reader, string source, bool header, char separator)
    {
        if (separator is '"' or '#')
        {
            throw new ArgumentException($"{separator} has another meaning and cannot separate cells.", nameof(separator));
        }

        _reader = reader;
        _source = source;
        _separator = separator;
        if (!ReadLine())
        {
            throw new InvalidDataException($"{source}: no lines, expected {(header ? "a header" : "numbers")}.");
        }

        int cells = CountCells();
        _columns = header ? NamesIn(Row, separator) : NumbersUpTo(cells);
        _isAhead = !header;
    }

    /// <summary>The columns' names: those of the header, otherwise their numbers 0, 1, 2, …</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The number of the row's line in the source, from 1 on.</summary>
    public int Line { get; private set; }

    internal string[] ColumnNames => _columns;

    /// <summary>The row's line.</summary>
    internal string Row { get; private set; } = "";

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="InvalidDataException">It has more or fewer cells than the first line.</exception>
    public bool Read()
    {
        if (!_isAhead && !ReadLine())
        {
            return false;
        }

        _isAhead = false;
        int cells = CountCells();
        return cells == _columns.Length
            ? true
            : throw new InvalidDataException($"{_source}, line {Line}: {cells} columns, expected {_columns.Length} as in the first line.");
    }

    /// <summary>The numbers of the row, one for each column.</summary>
    /// <param name="numbers">Room for them.</param>
    /// <exception cref="ArgumentException">There is not the right room.</exception>
    /// <exception cref="InvalidDataException">A cell is not a number.</exception>
    public void Numbers<T>(Span<T> numbers)
        where T : unmanaged, INumberBase<T>
    {
        if (numbers.Length != _columns.Length)
        {
            throw new ArgumentException($"A row of {_source} has {_columns.Length} columns, given room for {numbers.Length}.", nameof(numbers));
        }

        CsvLine cells = new(Row, _separator);
        for (int column = 0; cells.MoveNext(); column++)
        {
            numbers[column] = ParseCell<T>(_source, Line, column, _columns, CsvLine.Unquote(cells.Cell));
        }
    }

    /// <summary>A cell of the row as a number.</summary>
    /// <param name="column">0 up to the number of columns.</param>
    /// <exception cref="InvalidDataException">It is not a number.</exception>
    public T Number<T>(int column)
        where T : unmanaged, INumberBase<T>
        => ParseCell<T>(_source, Line, column, _columns, Cell(column));

    /// <summary>A cell of the row as text, without quotes around it.</summary>
    /// <param name="column">0 up to the number of columns.</param>
    public string Text(int column) => Cell(column).ToString();

    /// <summary>Closes the source.</summary>
    public void Dispose() => _reader.Dispose();

    /// <summary>The number in a cell.</summary>
    internal static T ParseCell<T>(string source, int line, int column, string[] columns, ReadOnlySpan<char> cell)
        where T : unmanaged, INumberBase<T>
        => T.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out T number)
            ? number
            : throw new InvalidDataException($"{source}, line {line}, column {column + 1} ({columns[column]}): '{cell}' is not a number of type {typeof(T).Name}.");

    private ReadOnlySpan<char> Cell(int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, _columns.Length);
        CsvLine cells = new(Row, _separator);
        for (int i = 0; i <= column; i++)
        {
            cells.MoveNext();
        }

        return CsvLine.Unquote(cells.Cell);
    }

    /// <summary>Goes to the next line that is neither blank nor a comment.</summary>
    private bool ReadLine()
    {
        while (NextLine() is { } line)
        {
            Line++;
            if (!string.IsNullOrWhiteSpace(line) && !line.StartsWith('#'))
            {
                Row = line;
                return true;
            }
        }

        return false;
    }

    private string? NextLine()
    {
        try
        {
            return _reader.ReadLine();
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{_source}, line {Line + 1}: {fault.Message}", fault);
        }
    }

    private int CountCells()
    {
        int count = 0;
        CsvLine cells = new(Row, _separator);
        while (cells.MoveNext())
        {
            count++;
        }

        return !cells.IsOpen ? count : throw new InvalidDataException($"{_source}, line {Line}, column {count}: the line ends within quotes.");
    }

    private static string[] NamesIn(string line, char separator)
    {
        List<string> names = [];
        for (CsvLine cells = new(line, separator); cells.MoveNext();)
        {
            names.Add(CsvLine.Unquote(cells.Cell).ToString());
        }

        return [.. names];
    }

    private static string[] NumbersUpTo(int count)
    {
        string[] numbers = new string[count];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i.ToString(CultureInfo.InvariantCulture);
        }

        return numbers;
    }
}
