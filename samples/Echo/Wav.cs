using System;
using System.Buffers.Binary;

namespace Samples.Echo;

/// <summary>Writes sound as WAV: one channel, 16 bits a sample.</summary>
/// <remarks>IBM and Microsoft, "Multimedia Programming Interface and Data Specifications 1.0" (1991).</remarks>
internal static class Wav
{
    private const int HeaderLength = 44;

    /// <summary>The bytes of a file.</summary>
    /// <param name="sound">Samples from −1 to 1; what is beyond is clipped.</param>
    /// <param name="rate">Samples a second.</param>
    public static byte[] Encode(ReadOnlySpan<float> sound, int rate)
    {
        const int Bytes = sizeof(short);
        byte[] file = new byte[HeaderLength + sound.Length * Bytes];
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), file.Length - 8);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1); // integers, not compressed
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1); // channels
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), rate * Bytes);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), Bytes);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 8 * Bytes);
        "data"u8.CopyTo(file.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(40), sound.Length * Bytes);
        for (int t = 0; t < sound.Length; t++)
        {
            short sample = (short)MathF.Round(short.MaxValue * Math.Clamp(sound[t], -1, 1));
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderLength + t * Bytes), sample);
        }

        return file;
    }
}
