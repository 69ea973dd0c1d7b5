using System;
using System.IO;

namespace ModelGen.Data;

/// <summary>Opens and reads files of data, those that end in <c>.gz</c> through gzip.</summary>
internal static class DataFile
{
    public static Stream OpenRead(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FileStream file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GzipReader(file) : file;
    }

    /// <summary>Reads until the buffer is full or the stream ends.</summary>
    /// <param name="stream">A file, or what unpacks one.</param>
    /// <param name="buffer">Gets the bytes.</param>
    /// <param name="placeOf">What messages call the place after that many of the bytes.</param>
    /// <returns>The number of bytes.</returns>
    /// <exception cref="InvalidDataException">What is packed is damaged.</exception>
    public static int Fill(this Stream stream, Span<byte> buffer, Func<int, string> placeOf)
    {
        int done = 0;
        try
        {
            for (int read = -1; read != 0 && done < buffer.Length; done += read)
            {
                read = stream.Read(buffer[done..]);
            }
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{placeOf(done)}: {fault.Message}", fault);
        }

        return done;
    }

    /// <summary>Whether nothing follows.</summary>
    /// <exception cref="InvalidDataException">What is packed is damaged.</exception>
    public static bool HasEnded(this Stream stream, string source) => stream.Fill(stackalloc byte[1], _ => source) == 0;
}
