using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ModelGen.Numerics;

/// <summary>
/// Copies between rows of examples, as callers have them, and blocks of 16 examples in lanes, as generated code for images has them:
/// [block][feature][16 examples]. The lanes of the last block that have no example repeat its last.
/// </summary>
public static class ExampleLanes
{
    private const int Block = 16;

    /// <summary>lanes[block, feature, lane] = rows[16 · block + lane, feature].</summary>
    /// <param name="rows">The examples, one after another.</param>
    /// <param name="lanes">Room for whole blocks.</param>
    /// <param name="features">The numbers of one example.</param>
    /// <param name="examples">At least 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromRows(ref float rows, ref float lanes, int features, nint examples)
    {
        for (nint first = 0; first < examples; first += Block)
        {
            ref float from = ref Unsafe.Add(ref rows, first * features);
            ref float to = ref Unsafe.Add(ref lanes, first * features);
            int wholeFeatures = examples - first >= Block && Avx512F.IsSupported ? features / Block * Block : 0;
            for (nint feature = 0; feature < wholeFeatures; feature += Block)
            {
                Turn16(ref Unsafe.Add(ref from, feature), features, ref Unsafe.Add(ref to, feature * Block), Block);
            }

            nint last = nint.Min(Block, examples - first) - 1;
            for (nint feature = wholeFeatures; feature < features; feature++)
            {
                for (nint lane = 0; lane < Block; lane++)
                {
                    Unsafe.Add(ref to, (feature * Block) + lane) = Unsafe.Add(ref from, (nint.Min(lane, last) * features) + feature);
                }
            }
        }
    }

    /// <inheritdoc cref="FromRows(ref float, ref float, int, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromRows(ref double rows, ref double lanes, int features, nint examples) => Spread(ref rows, ref lanes, features, examples);

    /// <summary>The classes of each example, as numbers.</summary>
    /// <inheritdoc cref="FromRows(ref float, ref float, int, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromRows(ref int rows, ref float lanes, int features, nint examples) => Spread(ref rows, ref lanes, features, examples);

    /// <inheritdoc cref="FromRows(ref int, ref float, int, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromRows(ref int rows, ref double lanes, int features, nint examples) => Spread(ref rows, ref lanes, features, examples);

    /// <summary>One number after another: lanes without an example repeat the last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread<TFrom, TTo>(ref TFrom rows, ref TTo lanes, int features, nint examples)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo>
    {
        for (nint first = 0; first < examples; first += Block)
        {
            ref TFrom from = ref Unsafe.Add(ref rows, first * features);
            ref TTo to = ref Unsafe.Add(ref lanes, first * features);
            nint last = nint.Min(Block, examples - first) - 1;
            for (nint feature = 0; feature < features; feature++)
            {
                for (nint lane = 0; lane < Block; lane++)
                {
                    Unsafe.Add(ref to, (feature * Block) + lane) = TTo.CreateTruncating(Unsafe.Add(ref from, (nint.Min(lane, last) * features) + feature));
                }
            }
        }
    }

    /// <summary>rows[16 · block + lane, feature] = lanes[block, feature, lane], for the lanes that have an example.</summary>
    /// <inheritdoc cref="FromRows(ref float, ref float, int, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToRows(ref float lanes, ref float rows, int features, nint examples)
    {
        for (nint first = 0; first < examples; first += Block)
        {
            ref float from = ref Unsafe.Add(ref lanes, first * features);
            ref float to = ref Unsafe.Add(ref rows, first * features);
            int wholeFeatures = examples - first >= Block && Avx512F.IsSupported ? features / Block * Block : 0;
            for (nint feature = 0; feature < wholeFeatures; feature += Block)
            {
                Turn16(ref Unsafe.Add(ref from, feature * Block), Block, ref Unsafe.Add(ref to, feature), features);
            }

            nint count = nint.Min(Block, examples - first);
            for (nint feature = wholeFeatures; feature < features; feature++)
            {
                for (nint lane = 0; lane < count; lane++)
                {
                    Unsafe.Add(ref to, (lane * features) + feature) = Unsafe.Add(ref from, (feature * Block) + lane);
                }
            }
        }
    }

    /// <inheritdoc cref="ToRows(ref float, ref float, int, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToRows(ref double lanes, ref double rows, int features, nint examples)
    {
        for (nint first = 0; first < examples; first += Block)
        {
            ref double from = ref Unsafe.Add(ref lanes, first * features);
            ref double to = ref Unsafe.Add(ref rows, first * features);
            nint count = nint.Min(Block, examples - first);
            for (nint feature = 0; feature < features; feature++)
            {
                for (nint lane = 0; lane < count; lane++)
                {
                    Unsafe.Add(ref to, (lane * features) + feature) = Unsafe.Add(ref from, (feature * Block) + lane);
                }
            }
        }
    }

    /// <summary>Turns 16 rows of 16 numbers into columns, in registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn16(ref float from, nint fromStride, ref float to, nint toStride)
    {
        var (t0, t1) = Unpacked(ref from, 0 * fromStride, 1 * fromStride);
        var (t2, t3) = Unpacked(ref from, 2 * fromStride, 3 * fromStride);
        var (t4, t5) = Unpacked(ref from, 4 * fromStride, 5 * fromStride);
        var (t6, t7) = Unpacked(ref from, 6 * fromStride, 7 * fromStride);
        var (t8, t9) = Unpacked(ref from, 8 * fromStride, 9 * fromStride);
        var (t10, t11) = Unpacked(ref from, 10 * fromStride, 11 * fromStride);
        var (t12, t13) = Unpacked(ref from, 12 * fromStride, 13 * fromStride);
        var (t14, t15) = Unpacked(ref from, 14 * fromStride, 15 * fromStride);

        // Within blocks of 128 bits: column c of every block in u(c).
        var (u0, u1) = Pairs(t0, t2);
        var (u2, u3) = Pairs(t1, t3);
        var (u4, u5) = Pairs(t4, t6);
        var (u6, u7) = Pairs(t5, t7);
        var (u8, u9) = Pairs(t8, t10);
        var (u10, u11) = Pairs(t9, t11);
        var (u12, u13) = Pairs(t12, t14);
        var (u14, u15) = Pairs(t13, t15);

        Store(u0, u4, u8, u12, ref to, 0, toStride);
        Store(u1, u5, u9, u13, ref to, 1, toStride);
        Store(u2, u6, u10, u14, ref to, 2, toStride);
        Store(u3, u7, u11, u15, ref to, 3, toStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Low, Vector512<float> High) Unpacked(ref float from, nint first, nint second)
    {
        var a = Vector512.LoadUnsafe(ref Unsafe.Add(ref from, first));
        var b = Vector512.LoadUnsafe(ref Unsafe.Add(ref from, second));
        return (Avx512F.UnpackLow(a, b), Avx512F.UnpackHigh(a, b));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<float> Low, Vector512<float> High) Pairs(Vector512<float> a, Vector512<float> b) =>
        (Avx512F.UnpackLow(a.AsDouble(), b.AsDouble()).AsSingle(), Avx512F.UnpackHigh(a.AsDouble(), b.AsDouble()).AsSingle());

    /// <summary>Four blocks of each of four vectors: columns c, c + 4, c + 8 and c + 12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float to, nint column, nint stride)
    {
        var ab0 = Avx512F.Shuffle4x128(a, b, 0b10_00_10_00);
        var ab1 = Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);
        var cd0 = Avx512F.Shuffle4x128(c, d, 0b10_00_10_00);
        var cd1 = Avx512F.Shuffle4x128(c, d, 0b11_01_11_01);
        Avx512F.Shuffle4x128(ab0, cd0, 0b10_00_10_00).StoreUnsafe(ref Unsafe.Add(ref to, column * stride));
        Avx512F.Shuffle4x128(ab1, cd1, 0b10_00_10_00).StoreUnsafe(ref Unsafe.Add(ref to, (column + 4) * stride));
        Avx512F.Shuffle4x128(ab0, cd0, 0b11_01_11_01).StoreUnsafe(ref Unsafe.Add(ref to, (column + 8) * stride));
        Avx512F.Shuffle4x128(ab1, cd1, 0b11_01_11_01).StoreUnsafe(ref Unsafe.Add(ref to, (column + 12) * stride));
    }
}
