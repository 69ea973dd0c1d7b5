using System;
using System.Buffers.Binary;
using ModelGen.Files;

namespace ModelGen.Tool.Tensors;

/// <summary>The numbers of tensors, of any type that has numbers, as doubles.</summary>
internal static class TensorNumbers
{
    /// <summary>The bytes of one number of a type that <see cref="CanDecode"/>.</summary>
    public static int SizeOf(string type) => SafetensorsTensor.BitsOf(type) / 8;

    /// <summary>Whether numbers of this type can be looked at: not complex ones, nor those of up to eight bits with a point.</summary>
    public static bool CanDecode(string type) => NumberTypes.Parse(type) is not null || type is "I64" or "U64" or "I32" or "U32" or "I16" or "U16" or "I8" or "U8" or "BOOL";

    /// <summary>Converts all numbers in <paramref name="bytes"/>; those of 64 bits are rounded.</summary>
    public static void Decode(string type, ReadOnlySpan<byte> bytes, Span<double> values)
    {
        int size = SizeOf(type);
        values = values[..(bytes.Length / size)];
        if (NumberTypes.Parse(type) is { } floating)
        {
            NumberTypes.Decode(floating, bytes, values);
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> at = bytes[(i * size)..];
            values[i] = type switch
            {
                "I64" => BinaryPrimitives.ReadInt64LittleEndian(at),
                "U64" => BinaryPrimitives.ReadUInt64LittleEndian(at),
                "I32" => BinaryPrimitives.ReadInt32LittleEndian(at),
                "U32" => BinaryPrimitives.ReadUInt32LittleEndian(at),
                "I16" => BinaryPrimitives.ReadInt16LittleEndian(at),
                "U16" => BinaryPrimitives.ReadUInt16LittleEndian(at),
                "I8" => (sbyte)at[0],
                _ => at[0],
            };
        }
    }
}
