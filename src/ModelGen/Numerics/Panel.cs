using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ModelGen.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>
/// A block of a matrix's columns, row after row without gaps, for tiles that read it many times. In the matrix the rows of a block may lie a power of two
/// apart: then they fall into the same few sets of the caches and drive each other out.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Panel
{
    // Below, copying takes longer than it saves: 1024 × 1024 at 512 bits runs level with 12 rows, 1.4 times as fast with 24, 2.5 times with 128.
    private const int FewestReaders = 24;

    /// <summary>From a row of what <see cref="Of"/> returns to the next.</summary>
    /// <param name="rowLength">From a row of the matrix to the next.</param>
    /// <param name="readers">How many rows of the other operand are multiplied with it.</param>
    public static nint Stride<B, T>(nint rowLength, nint readers)
        where B : struct, IBlock<B, T>
        where T : unmanaged => readers < FewestReaders ? rowLength : B.Width;

    /// <summary>As many columns as a block holds: in a panel of this thread if enough rows read them, else where they lie.</summary>
    /// <param name="columns">The first of them, in the first row.</param>
    /// <param name="rowLength">From a row of the matrix to the next.</param>
    /// <param name="rows">The rows of the matrix.</param>
    /// <param name="readers">How many rows of the other operand are multiplied with it.</param>
    /// <returns>Valid until the next call on this thread.</returns>
    public static ref T Of<B, T>(ref T columns, nint rowLength, nint rows, nint readers)
        where B : struct, IBlock<B, T>
        where T : unmanaged
    {
        if (readers < FewestReaders)
        {
            return ref columns;
        }

        ref T panel = ref Memory<T>.Of((int)(rows * B.Width));
        Copy<B, T>(ref columns, rowLength, ref panel, rows);
        return ref panel;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy<B, T>(ref T columns, nint rowLength, ref T panel, nint rows)
        where B : struct, IBlock<B, T>
        where T : unmanaged
    {
        for (nint row = rows; row != 0; row--)
        {
            B.Load(ref columns).Store(ref panel);
            columns = ref Unsafe.Add(ref columns, rowLength);
            panel = ref Unsafe.Add(ref panel, B.Width);
        }
    }

    private static class Memory<T>
        where T : unmanaged
    {
        // Room for most layers from the first call on: more examples in a later step are no reason to allocate.
        private const int Fewest = 1024 * 64;

        [ThreadStatic]
        private static T[]? t_numbers;

        [ThreadStatic]
        private static int t_first;

        public static ref T Of(int length)
        {
            if (t_numbers is null || t_numbers.Length - t_first < length)
            {
                t_numbers = AlignedBuffer.Allocate<T>(Math.Max(length, Fewest), out t_first);
            }

            return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(t_numbers), t_first);
        }
    }
}
