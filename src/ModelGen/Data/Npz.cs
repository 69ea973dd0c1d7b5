using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace ModelGen.Data;

/// <summary>NumPy's <c>.npz</c> files: a zip archive of <c>.npy</c> files, as <c>numpy.load</c> and <c>numpy.savez</c> know them.</summary>
public static class Npz
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="InvalidDataException">It is no whole zip archive, or something follows it.</exception>
    public static NpzReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Open(File.OpenRead(path), Path.GetFileName(path));
    }

    /// <summary>Opens a stream for reading; disposing of the reader closes it.</summary>
    /// <param name="stream">A stream that can seek.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="InvalidDataException">It is no whole zip archive, or something follows it.</exception>
    public static NpzReader Open(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        if (!stream.CanSeek)
        {
            throw new ArgumentException($"{source}: archives are read from streams that can seek.", nameof(stream));
        }

        try
        {
            CheckEnd(stream, source);
            return new(Archive(stream, source), source);
        }
        catch
        {
            stream.Dispose();
            throw;
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

    private static ZipArchive Archive(Stream stream, string source)
    {
        try
        {
            ZipArchive archive = new(stream, ZipArchiveMode.Read);

            // Reads the table of files.
            _ = archive.Entries;
            return archive;
        }
        catch (InvalidDataException fault)
        {
            throw NoArchive(source, fault);
        }
    }

    /// <summary>An archive ends with a record of 22 bytes and a comment, whose length is the record's last number. <see cref="ZipArchive"/> only looks for the record.</summary>
    private static void CheckEnd(Stream stream, string source)
    {
        const int RecordLength = 22;
        byte[] end = new byte[Math.Min(stream.Length, RecordLength + ushort.MaxValue)];
        stream.Position = stream.Length - end.Length;
        stream.ReadExactly(end);
        stream.Position = 0;
        int record = end.AsSpan().LastIndexOf("PK\x05\x06"u8), after = end.Length - record - RecordLength;
        if (record < 0 || after < 0)
        {
            throw NoArchive(source, null);
        }

        int comment = BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(record + RecordLength - 2));
        if (after != comment)
        {
            throw new InvalidDataException($"{source}: {after} bytes after the archive's end, expected a comment of {comment}.");
        }
    }

    private static InvalidDataException NoArchive(string source, Exception? fault) => new($"{source}: not a zip archive, or only its beginning.", fault);
}
