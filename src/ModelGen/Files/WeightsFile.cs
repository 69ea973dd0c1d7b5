using System;
using System.IO;
using ModelGen.Files.PyTorch;

namespace ModelGen.Files;

/// <summary>Files of weights, whoever wrote them, as safetensors.</summary>
internal static class WeightsFile
{
    /// <summary>How a zip archive begins.</summary>
    private static ReadOnlySpan<byte> Zip => "PK\x03\x04"u8;

    /// <summary>How PyTorch before 1.6 begins: a pickle of the number 0x1950a86a20f9469cfc6c.</summary>
    private static ReadOnlySpan<byte> Legacy => [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    /// <summary>The stream itself, or one that reads as safetensors what torch.save wrote to it.</summary>
    /// <remarks>torch.save's archives are read from their end, so only streams that can seek are looked at.</remarks>
    /// <param name="stream">At the start of the file; it stays open.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="ModelFileException">It is torch.save's, and damaged or not of tensors alone.</exception>
    public static Stream AsSafetensors(Stream stream, string source)
    {
        if (!stream.CanSeek)
        {
            return stream;
        }

        long start = stream.Position;
        Span<byte> first = stackalloc byte[14];
        first = first[..stream.ReadAtLeast(first, first.Length, throwOnEndOfStream: false)];
        stream.Position = start;
        if (first.SequenceEqual(Legacy))
        {
            throw new ModelFileException(
                source,
                null,
                "safetensors, or what torch.save has written since PyTorch 1.6",
                "the format before it (torch.save(torch.load(path), path) rewrites it)");
        }

        // Of safetensors these bytes would be a length, and the header's brace would follow.
        if (!first.StartsWith(Zip) || (first.Length > 8 && first[8] == (byte)'{'))
        {
            return stream;
        }

        if (start == 0)
        {
            return new PyTorchStream(stream, source);
        }

        MemoryStream archive = new();
        stream.CopyTo(archive);
        archive.Position = 0;
        return new PyTorchStream(archive, source);
    }
}
