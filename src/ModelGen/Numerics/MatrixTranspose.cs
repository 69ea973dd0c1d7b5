using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelGen.Numerics;

/// <summary>Copies matrices with their rows and columns exchanged.</summary>
public static class MatrixTranspose
{
    /// <summary>result[column, row] = source[row, column] for a row-major matrix of <paramref name="rows"/> × <paramref name="columns"/>; nothing may overlap.</summary>
    /// <remarks>In blocks of 8 × 8 (or 4 × 4) that are turned in registers: half a cycle for each number, where a plain loop takes two to five.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref float source, ref float result, int rows, int columns)
    {
        int block = Avx.IsSupported ? 8 : 4;
        int wholeRows = Vector128.IsHardwareAccelerated ? rows / block * block : 0, wholeColumns = columns / block * block;
        for (nint row = 0; row < wholeRows; row += block)
        {
            for (nint column = 0; column < wholeColumns; column += block)
            {
                ref float from = ref Unsafe.Add(ref source, (row * columns) + column);
                ref float to = ref Unsafe.Add(ref result, (column * rows) + row);
                if (Avx.IsSupported)
                {
                    Block8(ref from, columns, ref to, rows);
                }
                else
                {
                    Block4(ref from, columns, ref to, rows);
                }
            }
        }

        Rest(ref source, ref result, rows, columns, wholeRows, wholeColumns);
    }

    /// <inheritdoc cref="Copy(ref float, ref float, int, int)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(ref double source, ref double result, int rows, int columns)
    {
        int wholeRows = Avx.IsSupported ? rows / 4 * 4 : 0, wholeColumns = columns / 4 * 4;
        for (nint row = 0; row < wholeRows; row += 4)
        {
            for (nint column = 0; column < wholeColumns; column += 4)
            {
                Block4(ref Unsafe.Add(ref source, (row * columns) + column), columns, ref Unsafe.Add(ref result, (column * rows) + row), rows);
            }
        }

        Rest(ref source, ref result, rows, columns, wholeRows, wholeColumns);
    }

    /// <summary>The same for <paramref name="count"/> matrices that lie one after another.</summary>
    public static void Copy(ref float source, ref float result, int count, int rows, int columns)
    {
        for (nint at = 0; at < (nint)count * rows * columns; at += rows * columns)
        {
            Copy(ref Unsafe.Add(ref source, at), ref Unsafe.Add(ref result, at), rows, columns);
        }
    }

    /// <summary>The same for <paramref name="count"/> matrices that lie one after another.</summary>
    public static void Copy(ref double source, ref double result, int count, int rows, int columns)
    {
        for (nint at = 0; at < (nint)count * rows * columns; at += rows * columns)
        {
            Copy(ref Unsafe.Add(ref source, at), ref Unsafe.Add(ref result, at), rows, columns);
        }
    }

    /// <summary>What no whole block covers: the last columns of the rows in blocks, and the last rows.</summary>
    private static void Rest<T>(ref T source, ref T result, int rows, int columns, int wholeRows, int wholeColumns)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = row < wholeRows ? wholeColumns : 0; column < columns; column++)
            {
                Unsafe.Add(ref result, (column * rows) + row) = Unsafe.Add(ref source, (row * columns) + column);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block8(ref float from, nint fromStride, ref float to, nint toStride)
    {
        var r0 = Vector256.LoadUnsafe(ref from);
        var r1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, fromStride));
        var r2 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 2 * fromStride));
        var r3 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 3 * fromStride));
        var r4 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 4 * fromStride));
        var r5 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 5 * fromStride));
        var r6 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 6 * fromStride));
        var r7 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 7 * fromStride));

        var (a0, a1) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        var (a2, a3) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        var (a4, a5) = (Avx.UnpackLow(r4, r5), Avx.UnpackHigh(r4, r5));
        var (a6, a7) = (Avx.UnpackLow(r6, r7), Avx.UnpackHigh(r6, r7));

        var (b0, b1) = (Low(a0, a2), High(a0, a2));
        var (b2, b3) = (Low(a1, a3), High(a1, a3));
        var (b4, b5) = (Low(a4, a6), High(a4, a6));
        var (b6, b7) = (Low(a5, a7), High(a5, a7));

        Avx.Permute2x128(b0, b4, 0x20).StoreUnsafe(ref to);
        Avx.Permute2x128(b1, b5, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, toStride));
        Avx.Permute2x128(b2, b6, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, 2 * toStride));
        Avx.Permute2x128(b3, b7, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, 3 * toStride));
        Avx.Permute2x128(b0, b4, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 4 * toStride));
        Avx.Permute2x128(b1, b5, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 5 * toStride));
        Avx.Permute2x128(b2, b6, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 6 * toStride));
        Avx.Permute2x128(b3, b7, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 7 * toStride));

        static Vector256<float> Low(Vector256<float> a, Vector256<float> b) => Avx.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle();
        static Vector256<float> High(Vector256<float> a, Vector256<float> b) => Avx.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(ref float from, nint fromStride, ref float to, nint toStride)
    {
        var r0 = Vector128.LoadUnsafe(ref from);
        var r1 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, fromStride));
        var r2 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 2 * fromStride));
        var r3 = Vector128.LoadUnsafe(ref Unsafe.Add(ref from, 3 * fromStride));
        for (int lane = 0; lane < 4; lane++)
        {
            Vector128.Create(r0[lane], r1[lane], r2[lane], r3[lane]).StoreUnsafe(ref Unsafe.Add(ref to, lane * toStride));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Block4(ref double from, nint fromStride, ref double to, nint toStride)
    {
        var r0 = Vector256.LoadUnsafe(ref from);
        var r1 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, fromStride));
        var r2 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 2 * fromStride));
        var r3 = Vector256.LoadUnsafe(ref Unsafe.Add(ref from, 3 * fromStride));
        var (a0, a1) = (Avx.UnpackLow(r0, r1), Avx.UnpackHigh(r0, r1));
        var (a2, a3) = (Avx.UnpackLow(r2, r3), Avx.UnpackHigh(r2, r3));
        Avx.Permute2x128(a0, a2, 0x20).StoreUnsafe(ref to);
        Avx.Permute2x128(a1, a3, 0x20).StoreUnsafe(ref Unsafe.Add(ref to, toStride));
        Avx.Permute2x128(a0, a2, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 2 * toStride));
        Avx.Permute2x128(a1, a3, 0x31).StoreUnsafe(ref Unsafe.Add(ref to, 3 * toStride));
    }
}
