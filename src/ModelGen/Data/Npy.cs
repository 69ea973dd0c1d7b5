using System;
using System.IO;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>NumPy's <c>.npy</c> files: one array each, as <c>numpy.load</c> and <c>numpy.save</c> know them.</summary>
/// <remarks>Numbers are f4, f8, i4, i8 or u1. They become numbers of the type asked for if they can: integers that fit, floating-point ones rounded to nearest.</remarks>
public static class Npy
{
    /// <summary>Reads a file, one that ends in <c>.gz</c> through gzip. Arrays in Fortran order come row-major.</summary>
    /// <exception cref="InvalidDataException">It is no NumPy file, or damaged, or a number does not fit its type.</exception>
    public static NumberArray<T> Read<T>(string path)
        where T : unmanaged, INumberBase<T>
    {
        using Stream stream = DataFile.OpenRead(path);
        return Read<T>(stream, Path.GetFileName(path));
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="stream">A stream at the start of a NumPy file.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is no NumPy file, or damaged, or a number does not fit its type.</exception>
    public static NumberArray<T> Read<T>(Stream stream, string source)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        NpyHeader header = NpyHeader.Read(stream, source);
        NumberArray<T> array = NumberReader.ReadAll<T>(stream, source, header.Format, header.Shape, isFortran: header.IsFortran);
        return header.IsFortran ? array with { Values = FromFortran(array.Values, header.Shape) } : array;
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">The extents; a single one of all numbers if none is given.</param>
    /// <exception cref="ArgumentException">There are not as many numbers as the shape says, more than 64 dimensions, or their type is none of NumPy's f4, f8, i4, i8, u1.</exception>
    public static void Write<T>(string path, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged, INumberBase<T>
    {
        byte[] header = HeaderOf(values, shape);
        using FileStream stream = File.Create(path);
        Write(stream, header, values);
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">Where the bytes go; it stays open.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">The extents; a single one of all numbers if none is given.</param>
    /// <exception cref="ArgumentException">There are not as many numbers as the shape says, more than 64 dimensions, or their type is none of NumPy's f4, f8, i4, i8, u1.</exception>
    public static void Write<T>(Stream stream, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(stream);
        Write(stream, HeaderOf(values, shape), values);
    }

    /// <summary>Writes numbers after the header that <see cref="HeaderOf"/> made for them.</summary>
    internal static void Write<T>(Stream stream, byte[] header, ReadOnlySpan<T> values)
        where T : unmanaged, INumberBase<T>
    {
        const int ChunkLength = 4096;
        stream.Write(header);
        int size = NumberFormat.Of<T>()!.Value.Size;
        byte[] chunk = new byte[Math.Min(ChunkLength, values.Length) * size];
        for (int first = 0; first < values.Length; first += ChunkLength)
        {
            int count = Math.Min(ChunkLength, values.Length - first);
            for (int i = 0; i < count; i++)
            {
                NumberFormat.Write(values[first + i], chunk.AsSpan(i * size));
            }

            stream.Write(chunk, 0, count * size);
        }
    }

    /// <exception cref="ArgumentException">There can be no such file.</exception>
    internal static byte[] HeaderOf<T>(ReadOnlySpan<T> values, ReadOnlySpan<int> shape)
        where T : unmanaged, INumberBase<T>
    {
        NumberFormat format = NumberFormat.Of<T>()
            ?? throw new ArgumentException($"NumPy files take float, double, int, long and byte, not {typeof(T).Name}.", nameof(values));
        int[] extents = shape.IsEmpty ? [values.Length] : shape.ToArray();
        if (extents.Length > NpyHeader.MaxDimensions)
        {
            throw new ArgumentException($"NumPy files take up to {NpyHeader.MaxDimensions} dimensions, given {extents.Length}.", nameof(shape));
        }

        long length = 1;
        foreach (int extent in extents)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(extent, nameof(shape));
            length = Math.Min(length * extent, 1L << 32);
        }

        return length == values.Length
            ? new NpyHeader(format, IsFortran: false, extents).ToBytes()
            : throw new ArgumentException($"({string.Join(", ", extents)}) are {length} numbers, given {values.Length}.", nameof(values));
    }

    /// <summary>Row-major from an array whose first index runs fastest.</summary>
    private static T[] FromFortran<T>(T[] values, int[] shape)
    {
        T[] ordered = new T[values.Length];
        int[] index = new int[shape.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int place = 0;
            for (int d = 0; d < shape.Length; d++)
            {
                place = place * shape[d] + index[d];
            }

            ordered[place] = values[i];
            for (int d = 0; d < shape.Length && ++index[d] == shape[d]; d++)
            {
                index[d] = 0;
            }
        }

        return ordered;
    }
}
