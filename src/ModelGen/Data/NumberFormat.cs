using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.Numerics;

namespace ModelGen.Data;

/// <summary>Numbers as bytes, in one of the forms that NumPy and IDX files use.</summary>
/// <param name="Kind">f, i or u: floating-point, signed, unsigned.</param>
/// <param name="Size">The bytes of one number.</param>
/// <param name="BigEndian">Whether the first byte counts most.</param>
internal readonly record struct NumberFormat(char Kind, int Size, bool BigEndian)
{
    /// <summary>f4 and the like, as messages name it.</summary>
    public override string ToString() => $"{Kind}{Size}";

    /// <summary>The form of a type's own numbers, little-endian; null if files know none.</summary>
    public static NumberFormat? Of<T>() =>
        typeof(T) == typeof(float) ? new('f', 4, false)
        : typeof(T) == typeof(double) ? new('f', 8, false)
        : typeof(T) == typeof(int) ? new('i', 4, false)
        : typeof(T) == typeof(long) ? new('i', 8, false)
        : typeof(T) == typeof(byte) ? new('u', 1, false)
        : null;

    /// <summary>The number at the start of <paramref name="bytes"/>. A floating-point one is rounded to nearest where <typeparamref name="T"/> has fewer digits.</summary>
    /// <exception cref="OverflowException">It is no number of that type: too large, or not whole.</exception>
    public T Read<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, INumberBase<T>
    {
        if (Kind != 'f')
        {
            return T.CreateChecked(ReadInteger(bytes));
        }

        double value = (Size, BigEndian) switch
        {
            (4, false) => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            (4, true) => BinaryPrimitives.ReadSingleBigEndian(bytes),
            (_, false) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            (_, true) => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        };
        return double.IsInteger(value) || !IsWhole<T>() ? T.CreateChecked(value) : throw new OverflowException();
    }

    /// <summary>Writes the number in the form of its type.</summary>
    public static void Write<T>(T value, Span<byte> bytes)
        where T : unmanaged, INumberBase<T>
    {
        switch (Of<T>())
        {
            case { Kind: 'f', Size: 4 }:
                BinaryPrimitives.WriteSingleLittleEndian(bytes, float.CreateTruncating(value));
                break;
            case { Kind: 'f' }:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, double.CreateTruncating(value));
                break;
            case { Size: 8 }:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, long.CreateTruncating(value));
                break;
            case { Size: 4 }:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, int.CreateTruncating(value));
                break;
            default:
                bytes[0] = byte.CreateTruncating(value);
                break;
        }
    }

    /// <summary>Reads <paramref name="values"/>, the numbers from <paramref name="first"/> on; <paramref name="places"/> tells where they belong.</summary>
    /// <exception cref="InvalidDataException">The stream ends, or a number does not fit; the message names its index.</exception>
    public void Fill<T>(Stream stream, string source, Span<T> values, long first, NumberPlaces places)
        where T : unmanaged, INumberBase<T>
    {
        const int ChunkLength = 16 << 10;
        Span<byte> chunk = new byte[Math.Min(ChunkLength, values.Length * (long)Size)];
        for (int done = 0; done < values.Length;)
        {
            int count = Math.Min(values.Length - done, chunk.Length / Size);
            long start = first + done;
            int size = Size;
            int read = stream.Fill(chunk[..(count * Size)], bytes => $"{source}, {places.Of(start + bytes / size)}");
            for (int i = 0; i < count; i++)
            {
                if ((i + 1) * Size > read)
                {
                    throw new InvalidDataException($"{source}, {places.Of(start + i)}: the file ends, expected a number of type {this}.");
                }

                try
                {
                    values[done + i] = Read<T>(chunk[(i * Size)..]);
                }
                catch (OverflowException fault)
                {
                    throw new InvalidDataException(
                        $"{source}, {places.Of(start + i)}: {TextOf(chunk[(i * Size)..])} is not a number of type {typeof(T).Name}.", fault);
                }
            }

            done += count;
        }
    }

    private static bool IsWhole<T>()
        where T : unmanaged, INumberBase<T>
        => T.IsZero(T.CreateTruncating(0.5));

    private string TextOf(ReadOnlySpan<byte> bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(Kind == 'f' ? Read<double>(bytes) : ReadInteger(bytes))}");

    private long ReadInteger(ReadOnlySpan<byte> bytes) => (Kind, Size, BigEndian) switch
    {
        ('u', _, _) => bytes[0],
        (_, 1, _) => (sbyte)bytes[0],
        (_, 2, false) => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        (_, 2, true) => BinaryPrimitives.ReadInt16BigEndian(bytes),
        (_, 4, false) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        (_, 4, true) => BinaryPrimitives.ReadInt32BigEndian(bytes),
        (_, _, false) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        (_, _, true) => BinaryPrimitives.ReadInt64BigEndian(bytes),
    };
}
