using System;
using System.IO;
using System.IO.Compression;

namespace ModelGen.Data;

/// <summary>NumPy's <c>.npz</c> files: a zip archive of <c>.npy</c> files, as <c>numpy.load</c> and <c>numpy.savez</c> know them.</summary>
public static class Npz
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="InvalidDataException">It is no zip archive.</exception>
    public static NpzReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(File.OpenRead(path), Path.GetFileName(path));
    }

    /// <summary>Opens a stream for reading; disposing of the reader closes it.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="InvalidDataException">It is no zip archive.</exception>
    public static NpzReader Open(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            return new(new ZipArchive(stream, ZipArchiveMode.Read), source);
        }
        catch (InvalidDataException fault)
        {
            stream.Dispose();
            throw new InvalidDataException($"{source}: not a zip archive.", fault);
        }
    }

    /// <summary>Creates a file; one that exists is replaced.</summary>
    /// <param name="path">The file.</param>
    /// <param name="compress">Whether to compress, as <c>numpy.savez_compressed</c> does.</param>
    public static NpzWriter Create(string path, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Create(File.Create(path), compress);
    }

    /// <summary>Begins an archive on a stream; disposing of the writer closes it.</summary>
    /// <param name="stream">Where the bytes go.</param>
    /// <param name="compress">Whether to compress, as <c>numpy.savez_compressed</c> does.</param>
    public static NpzWriter Create(Stream stream, bool compress = false)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new(new ZipArchive(stream, ZipArchiveMode.Create), compress ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
    }
}
