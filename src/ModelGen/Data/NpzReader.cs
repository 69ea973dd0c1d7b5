using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>Reads the arrays of an <c>.npz</c> file one by one; made by <see cref="Npz"/>.</summary>
public sealed class NpzReader : IDisposable
{
    private const string Suffix = ".npy";

    private readonly ZipArchive _archive;
    private readonly string _source;
    private readonly List<string> _names = [];

    internal NpzReader(ZipArchive archive, string source)
    {
        _archive = archive;
        _source = source;
        HashSet<string> found = [];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            if (!entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
            {
                continue;
            }

            string name = entry.FullName[..^Suffix.Length];
            _names.Add(found.Add(name) ? name : throw new InvalidDataException($"{source}: two arrays '{name}'."));
        }
    }

    /// <summary>The arrays' names, as keywords of <c>numpy.savez</c>.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Reads an array.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or a number does not fit its type.</exception>
    public NumberArray<T> Read<T>(string name)
        where T : unmanaged, INumberBase<T>
    {
        ArgumentNullException.ThrowIfNull(name);
        ZipArchiveEntry entry = _archive.GetEntry(name + Suffix)
            ?? throw new ArgumentException($"{_source} has no array '{name}'; its arrays are {string.Join(", ", _names)}.", nameof(name));
        using Stream stream = Open(entry, name);
        return Npy.Read<T>(stream, $"{_source}, {name}");
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _archive.Dispose();

    private ZipEntryReader Open(ZipArchiveEntry entry, string name)
    {
        try
        {
            return new(entry);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{_source}, {name}: {fault.Message}", fault);
        }
    }
}
