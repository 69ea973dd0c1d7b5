using System;
using System.IO;
using System.IO.Compression;

namespace ModelGen.Data;

/// <summary>Unpacks a file of a zip archive, and checks length and checksum at its end, which <see cref="ZipArchive"/> does not.</summary>
internal sealed class ZipEntryReader(ZipArchiveEntry entry) : ForwardStream
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] s_remainders = Remainders();

    private readonly Stream _content = entry.Open();
    private uint _remainder = uint.MaxValue;
    private long _length;

    /// <exception cref="InvalidDataException">The file is damaged or cut off. The message does not name it.</exception>
    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        foreach (byte next in buffer[..read])
        {
            _remainder = s_remainders[(byte)(_remainder ^ next)] ^ (_remainder >> 8);
        }

        _length += read;
        if (read == 0 && !buffer.IsEmpty && (_length != entry.Length || ~_remainder != entry.Crc32))
        {
            throw new InvalidDataException(_length == entry.Length ? "its checksum is wrong." : $"it ends after {_length} bytes instead of {entry.Length}.");
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>What each byte leaves of a division by the polynomial (CRC-32, ISO 3309).</summary>
    private static uint[] Remainders()
    {
        uint[] remainders = new uint[256];
        for (uint i = 0; i < 256; i++)
        {
            remainders[i] = i;
            for (int bit = 0; bit < 8; bit++)
            {
                remainders[i] = (remainders[i] >> 1) ^ ((remainders[i] & 1) * Polynomial);
            }
        }

        return remainders;
    }
}
