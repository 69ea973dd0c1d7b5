using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>Writes arrays into an <c>.npz</c> file one after the other; made by <see cref="Npz"/>. The file is complete once this is disposed.</summary>
public sealed class NpzWriter : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly CompressionLevel _level;
    private readonly HashSet<string> _names = [];

    internal NpzWriter(ZipArchive archive, CompressionLevel level)
    {
        _archive = archive;
        _level = level;
    }

    /// <summary>Adds an array.</summary>
    /// <param name="name">Its name, once in a file.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">The extents; a single one of all numbers if none is given.</param>
    /// <exception cref="ArgumentException">
    /// There are not as many numbers as the shape says, or their type is none of NumPy's f4, f8, i4, i8, u1; or the file has an array of that name.
    /// </exception>
    public void Add<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<int> shape)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        byte[] header = Npy.HeaderOf(values, shape);
        if (!_names.Add(name))
        {
            throw new ArgumentException($"The file has an array '{name}'.", nameof(name));
        }

        using Stream stream = _archive.CreateEntry(name + ".npy", _level).Open();
        Npy.Write(stream, header, values);
    }

    /// <summary>Completes and closes the file.</summary>
    public void Dispose() => _archive.Dispose();
}
