using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace ModelGen.Data;

/// <summary>The header of a NumPy file: a Python dictionary as text, <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>.</summary>
/// <remarks>NumPy Enhancement Proposal 1, "A simple file format for NumPy arrays".</remarks>
/// <param name="Format">The numbers' form.</param>
/// <param name="IsFortran">Whether the first index runs fastest.</param>
/// <param name="Shape">The extents.</param>
internal sealed record NpyHeader(NumberFormat Format, bool IsFortran, int[] Shape)
{
    /// <summary>The most dimensions of an array: NumPy's own.</summary>
    public const int MaxDimensions = 64;

    private const int MaxLength = 64 << 10;

    // NumPy's own: the numbers begin at a multiple of 64 bytes.
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <exception cref="InvalidDataException">It is no NumPy file, or one of numbers that are not read here.</exception>
    public static NpyHeader Read(Stream stream, string source)
    {
        Span<byte> start = stackalloc byte[12];
        int prefix = ReadPrefix(stream, start, source);
        if (prefix == 0)
        {
            throw new InvalidDataException($"{source}: not a NumPy file.");
        }

        uint length = prefix == 10 ? (uint)(start[8] | start[9] << 8) : (uint)(start[8] | start[9] << 8 | start[10] << 16 | start[11] << 24);
        if (length > MaxLength)
        {
            throw new InvalidDataException($"{source}: a header of {length} bytes, expected at most {MaxLength}.");
        }

        byte[] text = new byte[length];
        return stream.Fill(text, _ => source) == text.Length
            ? Parse(Encoding.UTF8.GetString(text), source)
            : throw new InvalidDataException($"{source}: the file ends within its header.");
    }

    /// <summary>The header with all that comes before the numbers.</summary>
    public byte[] ToBytes()
    {
        string shape = Shape.Length == 1 ? $"({Shape[0]},)" : $"({string.Join(", ", Shape)})";
        string text = $"{{'descr': '{(Format.Size == 1 ? '|' : '<')}{Format}', 'fortran_order': False, 'shape': {shape}, }}";
        int length = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment - 10;
        return [.. Magic, 1, 0, (byte)length, (byte)(length >> 8), .. Encoding.ASCII.GetBytes(text.PadRight(length - 1) + "\n")];
    }

    /// <summary>The bytes before the header's text: 10 in version 1, 12 in later ones; 0 if it is no NumPy file.</summary>
    private static int ReadPrefix(Stream stream, Span<byte> start, string source)
    {
        if (stream.Fill(start[..8], _ => source) < 8 || !start.StartsWith(Magic) || start[6] is 0 or > 3)
        {
            return 0;
        }

        int length = start[6] == 1 ? 10 : 12;
        return stream.Fill(start[8..length], _ => source) == length - 8 ? length : 0;
    }

    private static NpyHeader Parse(string text, string source)
    {
        Dictionary<string, string> entries = PythonDictionary.Parse(text, source);
        string type = Take("descr");
        NumberFormat format = type.Trim('\'', '"') switch
        {
            "<f4" => new('f', 4, false),
            "<f8" => new('f', 8, false),
            "<i4" => new('i', 4, false),
            "<i8" => new('i', 8, false),
            "|u1" => new('u', 1, false),
            ">f4" => new('f', 4, true),
            ">f8" => new('f', 8, true),
            ">i4" => new('i', 4, true),
            ">i8" => new('i', 8, true),
            _ => throw new InvalidDataException($"{source}: numbers of type {type}, expected f4, f8, i4, i8 or u1."),
        };
        string fortran = Take("fortran_order");
        bool isFortran = fortran is "True" or "False"
            ? fortran == "True"
            : throw new InvalidDataException($"{source}: fortran_order is {fortran}, expected True or False.");
        int[] shape = ParseShape(Take("shape"), source);
        return entries.Count == 0
            ? new(format, isFortran, shape)
            : throw new InvalidDataException($"{source}: '{entries.Keys.First()}' in the header, expected descr, fortran_order and shape.");

        string Take(string key) => entries.Remove(key, out string? value) ? value : throw new InvalidDataException($"{source}: no '{key}' in the header.");
    }

    /// <summary>A tuple: (), (3,), (3, 4).</summary>
    private static int[] ParseShape(string text, string source)
    {
        List<int> shape = [];
        bool isTuple = text.StartsWith('(') && text.EndsWith(')');
        string[] parts = isTuple ? text[1..^1].Split(',') : [text];
        int count = parts[^1].Trim().Length == 0 ? parts.Length - 1 : parts.Length;
        for (int i = 0; i < count; i++)
        {
            shape.Add(isTuple && parts.Length != 1 && int.TryParse(parts[i].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int extent)
                ? extent
                : throw new InvalidDataException($"{source}: the shape is {text}, expected whole numbers in brackets, a comma after a single one."));
        }

        return shape.Count <= MaxDimensions
            ? [.. shape]
            : throw new InvalidDataException($"{source}: {shape.Count} dimensions, expected at most {MaxDimensions}.");
    }
}
