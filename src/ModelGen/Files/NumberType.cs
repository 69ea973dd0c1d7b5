using System;
using System.Buffers.Binary;
using System.Numerics;

namespace ModelGen.Files;

/// <summary>Floating-point numbers as bytes, little-endian.</summary>
internal enum NumberType
{
    F64,
    F32,
    F16,

    /// <summary>The upper half of an F32.</summary>
    BF16,
}

/// <summary>Numbers to bytes and back.</summary>
internal static class NumberTypes
{
    /// <summary>The type of a model's own numbers.</summary>
    public static NumberType Of<T>() => typeof(T) == typeof(double) ? NumberType.F64 : NumberType.F32;

    public static NumberType? Parse(string name) => name switch
    {
        "F64" => NumberType.F64,
        "F32" => NumberType.F32,
        "F16" => NumberType.F16,
        "BF16" => NumberType.BF16,
        _ => null,
    };

    public static int Size(this NumberType type) => type switch { NumberType.F64 => 8, NumberType.F32 => 4, _ => 2 };

    /// <summary>Reads as many numbers as <paramref name="values"/> takes; of more digits than it has, rounded to nearest.</summary>
    public static void Decode<T>(NumberType type, ReadOnlySpan<byte> bytes, Span<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type switch
            {
                NumberType.F64 => T.CreateSaturating(BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..])),
                NumberType.F32 => T.CreateSaturating(BinaryPrimitives.ReadSingleLittleEndian(bytes[(4 * i)..])),
                NumberType.F16 => T.CreateSaturating(BinaryPrimitives.ReadHalfLittleEndian(bytes[(2 * i)..])),
                _ => T.CreateSaturating(BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16)),
            };
        }
    }

    /// <summary>Writes the numbers in their own type, F32 or F64.</summary>
    public static void Encode<T>(ReadOnlySpan<T> values, Span<byte> bytes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (typeof(T) == typeof(double))
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes[(8 * i)..], double.CreateTruncating(values[i]));
            }
            else
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes[(4 * i)..], float.CreateTruncating(values[i]));
            }
        }
    }
}
