using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Samples.Pictures;

/// <summary>Writes pictures as PNG (W3C, Portable Network Graphics, third edition): 8 bits a channel, rows unfiltered.</summary>
internal static class Png
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The picture as the address of an SVG image.</summary>
    /// <param name="pixels">(height, width, channels) from 0 to 1, row-major.</param>
    /// <param name="width">The width.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    public static string Address(ReadOnlySpan<float> pixels, int width, int channels)
        => "data:image/png;base64," + Convert.ToBase64String(Encode(pixels, width, channels));

    /// <inheritdoc cref="Address"/>
    /// <summary>The bytes of a file.</summary>
    public static byte[] Encode(ReadOnlySpan<float> pixels, int width, int channels)
    {
        int rowLength = width * channels;
        int height = pixels.Length / rowLength;
        using MemoryStream file = new();
        file.Write(Signature);

        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(channels == 1 ? 0 : 2);
        Chunk(file, "IHDR", header);

        using MemoryStream rows = new();
        using (ZLibStream compressed = new(rows, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                compressed.WriteByte(0); // no filter
                foreach (float value in pixels.Slice(y * rowLength, rowLength))
                {
                    compressed.WriteByte((byte)MathF.Round(255 * Math.Clamp(value, 0, 1)));
                }
            }
        }

        Chunk(file, "IDAT", rows.ToArray());
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void Chunk(Stream file, string type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        byte[] name = Encoding.ASCII.GetBytes(type);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(Check(uint.MaxValue, name), content));
        file.Write(number);
    }

    /// <summary>The cyclic redundancy check of ISO 3309, as the specification's annex has it.</summary>
    private static uint Check(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (byte given in bytes)
        {
            sum ^= given;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1;
            }
        }

        return sum;
    }
}
