using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;

namespace ModelGen.Data;

/// <summary>Reads tables of comma-separated values. Blank lines and lines that begin with # are skipped.</summary>
public static class Csv
{
    /// <summary>Reads a file, one that ends in <c>.gz</c> through gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <param name="separator">What stands between two cells.</param>
    /// <exception cref="InvalidDataException">There is no line, or one has more or fewer cells than the first.</exception>
    public static CsvTable Read(string path, bool header = true, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream file = File.OpenRead(path);
        bool compressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        using Stream content = compressed ? new GZipStream(file, CompressionMode.Decompress) : file;
        using StreamReader reader = new(content);
        return Read(reader, Path.GetFileName(path), header, separator);
    }

    /// <summary>Reads text.</summary>
    /// <param name="reader">Where the text comes from.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <param name="separator">What stands between two cells.</param>
    /// <exception cref="InvalidDataException">There is no line, or one has more or fewer cells than the first.</exception>
    public static CsvTable Read(TextReader reader, string source, bool header = true, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(source);
        if (separator is '"' or '#')
        {
            throw new ArgumentException($"{separator} has another meaning and cannot separate cells.", nameof(separator));
        }

        string[]? columns = null;
        List<CsvTable.Row> rows = [];
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line.StartsWith('#'))
            {
                continue;
            }

            if (columns is null)
            {
                columns = header ? NamesIn(line, separator) : NumbersFor(line, separator);
                if (header)
                {
                    continue;
                }
            }

            int cells = CsvLine.Count(line, separator);
            if (cells != columns.Length)
            {
                throw new InvalidDataException(
                    $"{source}, line {number}: {cells} columns, expected {columns.Length} as in the first line.");
            }

            rows.Add(new(number, line));
        }

        return columns is null
            ? throw new InvalidDataException($"{source}: no lines, expected {(header ? "a header" : "numbers")}.")
            : new(source, separator, columns, rows);
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

    private static string[] NumbersFor(string line, char separator)
    {
        string[] numbers = new string[CsvLine.Count(line, separator)];
        for (int i = 0; i < numbers.Length; i++)
        {
            numbers[i] = i.ToString(CultureInfo.InvariantCulture);
        }

        return numbers;
    }
}
