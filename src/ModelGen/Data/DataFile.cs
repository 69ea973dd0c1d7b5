using System;
using System.IO;
using System.IO.Compression;

namespace ModelGen.Data;

/// <summary>Opens files of data, those that end in <c>.gz</c> through gzip.</summary>
internal static class DataFile
{
    public static Stream OpenRead(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        FileStream file = File.OpenRead(path);
        return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
