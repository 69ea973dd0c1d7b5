using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace ModelGen.Files;

/// <summary>The header of a safetensors file: which tensors it holds and where, and its metadata.</summary>
/// <remarks>
/// The format: the header's length as 8 bytes, little-endian; the header, JSON in UTF-8; the tensors' bytes, row-major and little-endian, without gaps
/// (github.com/huggingface/safetensors). Its rules are kept as they are written: the header begins with a brace, no key stands twice, no type is unknown.
/// </remarks>
public sealed class SafetensorsHeader
{
    /// <summary>The longest header, in bytes: the format's own limit.</summary>
    public const int MaxLength = 100_000_000;

    private const int ChunkLength = 32 << 10;

    internal SafetensorsHeader(SafetensorsTensor[] tensors, Dictionary<string, string> metadata)
    {
        Tensors = tensors;
        Metadata = metadata;
    }

    /// <summary>The tensors in the order of their bytes, which follow one another without gaps.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors { get; }

    /// <summary>What the file says about itself.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The bytes of all tensors together: what follows the header.</summary>
    public long DataLength => Tensors.Count == 0 ? 0 : Tensors[^1].End;

    /// <summary>Reads the header and leaves the stream at the first tensor's bytes.</summary>
    /// <param name="stream">A stream at the start of a safetensors file.</param>
    /// <param name="source">What errors call it.</param>
    /// <exception cref="ModelFileException">It is no whole safetensors header, or its tensors overlap, have gaps or end after the stream.</exception>
    public static SafetensorsHeader Read(Stream stream, string source = "stream")
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(source);
        Span<byte> prefix = stackalloc byte[8];
        int read = stream.ReadAtLeast(prefix, 8, throwOnEndOfStream: false);
        if (read < 8)
        {
            throw new ModelFileException(source, null, "8 bytes that tell the header's length", $"{read}");
        }

        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > MaxLength)
        {
            throw new ModelFileException(source, null, $"a header of at most {MaxLength} bytes", $"{length}");
        }

        SafetensorsHeader header = SafetensorsJson.Parse(ReadJson(stream, source, (int)length), source);
        if (stream.CanSeek && stream.Length - stream.Position < header.DataLength)
        {
            throw new ModelFileException(source, header.Tensors[^1].Name, $"{header.DataLength} bytes of tensors after the header", $"{stream.Length - stream.Position}");
        }

        return header;
    }

    /// <summary>Memory is taken as bytes come, not as the file claims.</summary>
    private static byte[] ReadJson(Stream stream, string source, int length)
    {
        byte[] json = new byte[Math.Min(length, ChunkLength)];
        for (int done = 0; done < length;)
        {
            if (done == json.Length)
            {
                Array.Resize(ref json, (int)Math.Min(length, 2L * json.Length));
            }

            int read = stream.Read(json, done, json.Length - done);
            if (read == 0)
            {
                throw new ModelFileException(source, null, $"a header of {length} bytes", $"the end after {done}");
            }

            done += read;
        }

        return json;
    }
}
