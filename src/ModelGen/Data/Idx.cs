using System;
using System.IO;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>IDX files, the format of MNIST and its kin: an array of numbers, an example for each index of its first dimension.</summary>
/// <remarks>Described at the foot of Yann LeCun's page "The MNIST database". Numbers are u1, i1, i2, i4, f4 or f8.</remarks>
public static class Idx
{
    /// <summary>Opens a file, one that ends in <c>.gz</c> through gzip, to read example after example.</summary>
    /// <exception cref="InvalidDataException">It is no IDX file.</exception>
    public static IdxReader Open(string path)
    {
        Stream stream = DataFile.OpenRead(path);
        try
        {
            return new(stream, Path.GetFileName(path));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a stream; disposing of the reader closes it.</summary>
    /// <param name="stream">A stream at the start of an IDX file.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is no IDX file.</exception>
    public static IdxReader Open(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        return new(stream, source);
    }

    /// <summary>Reads all of a file.</summary>
    /// <exception cref="InvalidDataException">It is no IDX file, or damaged, or a number does not fit its type.</exception>
    public static NumberArray<T> Read<T>(string path)
        where T : unmanaged, INumberBase<T>
    {
        using IdxReader reader = Open(path);
        return reader.ReadAll<T>();
    }
}
