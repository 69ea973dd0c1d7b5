using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace ModelGen.Training.Resuming;

/// <summary>64 bits that tell data from other data: of all its bytes, the same on every machine. No protection against anybody who means to deceive.</summary>
internal static class DataHash
{
    // The golden ratio in 64 bits, odd: a product with it is a permutation.
    private const ulong Factor = 0x9E3779B97F4A7C15;

    /// <param name="numbers">What is hashed.</param>
    /// <param name="seed">The hash of what stands before.</param>
    public static ulong Of<T>(ReadOnlySpan<T> numbers, ulong seed = 0)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(numbers);
        ulong hash = (seed ^ (ulong)bytes.Length) * Factor;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mixed(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte rest in bytes)
        {
            hash = Mixed(hash, rest);
        }

        return hash;
    }

    private static ulong Mixed(ulong hash, ulong next) => BitOperations.RotateLeft((hash ^ next) * Factor, 29);
}
