using System;
using System.Collections.Generic;
using System.IO;

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
        using CsvReader reader = Open(path, header, separator);
        return Table(reader, Path.GetFileName(path), separator);
    }

    /// <summary>Reads text.</summary>
    /// <param name="reader">Where the text comes from.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <param name="separator">What stands between two cells.</param>
    /// <exception cref="InvalidDataException">There is no line, or one has more or fewer cells than the first.</exception>
    public static CsvTable Read(TextReader reader, string source, bool header = true, char separator = ',')
        => Table(Open(reader, source, header, separator), source, separator);

    /// <summary>Opens a file, one that ends in <c>.gz</c> through gzip, to read row by row.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <param name="separator">What stands between two cells.</param>
    /// <exception cref="InvalidDataException">There is no line.</exception>
    public static CsvReader Open(string path, bool header = true, char separator = ',')
    {
        StreamReader text = new(DataFile.OpenRead(path));
        try
        {
            return new(text, Path.GetFileName(path), header, separator);
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>Reads text row by row; disposing of the result closes it.</summary>
    /// <param name="reader">Where the text comes from.</param>
    /// <param name="source">What errors call it.</param>
    /// <param name="header">Whether the first line names the columns.</param>
    /// <param name="separator">What stands between two cells.</param>
    /// <exception cref="InvalidDataException">There is no line.</exception>
    public static CsvReader Open(TextReader reader, string source, bool header = true, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(source);
        return new(reader, source, header, separator);
    }

    private static CsvTable Table(CsvReader reader, string source, char separator)
    {
        List<CsvTable.Row> rows = [];
        while (reader.Read())
        {
            rows.Add(new(reader.Line, reader.Row));
        }

        return new(source, separator, reader.ColumnNames, rows);
    }
}
