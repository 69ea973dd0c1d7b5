using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ModelGen.CompilerServices;

/// <summary>Buffers for generated code: their vectors never cross a cache line.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class AlignedBuffer
{
    /// <summary>In bytes: a cache line, and the widest vector.</summary>
    private const int Alignment = 64;

    /// <summary>
    /// A zeroed array that the garbage collector never moves, with the elements wanted from <paramref name="offset"/> on.
    /// </summary>
    /// <param name="length">The number of elements wanted; the array is longer by what alignment needs.</param>
    /// <param name="offset">The index of the first element whose address is a multiple of 64 bytes.</param>
    /// <typeparam name="T">An element whose size divides 64, such as <see cref="float"/>, <see cref="double"/> or <see
    /// cref="int"/>.</typeparam>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative, or too great for an array.</exception>
    /// <exception cref="ArgumentException">The size of <typeparamref name="T"/> does not divide 64.</exception>
    public static T[] Allocate<T>(int length, out int offset)
        where T : unmanaged
    {
        int size = Unsafe.SizeOf<T>();
        if (Alignment % size != 0)
        {
            throw new ArgumentException(
                $"An aligned buffer needs elements whose size divides {Alignment} bytes; {typeof(T).Name} has {size}.", nameof(T));
        }

        int padding = Alignment / size - 1;
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength - padding);

        T[] array = GC.AllocateArray<T>(length + padding, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        offset = (int)(-address & (Alignment - 1)) / size;
        return array;
    }
}
