using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ModelGen.Numerics;

/// <summary>Sums of several vectors at once, by trees that transpose as they add: the last step of many dot products.</summary>
/// <remarks>
/// Four vectors of floats become one by <c>Quad</c>, two of doubles one by <c>Pair</c>: within each 128-bit block stand their sums over
/// that block.
/// <c>Fold</c> then adds the blocks. So <c>Fold(Quad(a, b, c, d))</c> is (Σa, Σb, Σc, Σd), with 13 instructions where four calls of
/// <c>Vector512.Sum</c> take 80.
/// </remarks>
public static class HorizontalSum
{
    /// <summary>Within each block of 4 lanes: the sums of that block of a, b, c and d.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Quad(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        if (Avx512F.IsSupported)
        {
            var ab = Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b);
            var cd = Avx512F.UnpackLow(c, d) + Avx512F.UnpackHigh(c, d);
            return Avx512F.UnpackLow(ab.AsDouble(), cd.AsDouble()).AsSingle() + Avx512F.UnpackHigh(ab.AsDouble(), cd.AsDouble()).AsSingle();
        }

        return Vector512.Create(
            Quad(a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower()),
            Quad(a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper()));
    }

    /// <inheritdoc cref="Quad(Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Quad(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        if (Avx.IsSupported)
        {
            var ab = Avx.UnpackLow(a, b) + Avx.UnpackHigh(a, b);
            var cd = Avx.UnpackLow(c, d) + Avx.UnpackHigh(c, d);
            return Avx.UnpackLow(ab.AsDouble(), cd.AsDouble()).AsSingle() + Avx.UnpackHigh(ab.AsDouble(), cd.AsDouble()).AsSingle();
        }

        return Vector256.Create(
            Quad(a.GetLower(), b.GetLower(), c.GetLower(), d.GetLower()),
            Quad(a.GetUpper(), b.GetUpper(), c.GetUpper(), d.GetUpper()));
    }

    /// <inheritdoc cref="Quad(Vector512{float}, Vector512{float}, Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Quad(Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d)
    {
        if (Sse.IsSupported)
        {
            var ab = Sse.UnpackLow(a, b) + Sse.UnpackHigh(a, b);
            var cd = Sse.UnpackLow(c, d) + Sse.UnpackHigh(c, d);
            return Sse.MoveLowToHigh(ab, cd) + Sse.MoveHighToLow(cd, ab);
        }

        if (AdvSimd.Arm64.IsSupported)
        {
            // the order of the additions as above
            var ab = AdvSimd.Arm64.ZipLow(a, b) + AdvSimd.Arm64.ZipHigh(a, b);
            var cd = AdvSimd.Arm64.ZipLow(c, d) + AdvSimd.Arm64.ZipHigh(c, d);
            return Vector128.Create(ab.GetLower(), cd.GetLower()) + Vector128.Create(ab.GetUpper(), cd.GetUpper());
        }

        return Vector128.Create(Sum(a), Sum(b), Sum(c), Sum(d));
    }

    /// <summary>Within each block of 2 lanes: the sums of that block of a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Pair(Vector512<double> a, Vector512<double> b) =>
        Avx512F.IsSupported
            ? Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b)
            : Vector512.Create(Pair(a.GetLower(), b.GetLower()), Pair(a.GetUpper(), b.GetUpper()));

    /// <inheritdoc cref="Pair(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Pair(Vector256<double> a, Vector256<double> b) =>
        Avx.IsSupported
            ? Avx.UnpackLow(a, b) + Avx.UnpackHigh(a, b)
            : Vector256.Create(Pair(a.GetLower(), b.GetLower()), Pair(a.GetUpper(), b.GetUpper()));

    /// <inheritdoc cref="Pair(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Pair(Vector128<double> a, Vector128<double> b)
    {
        if (Sse2.IsSupported)
        {
            return Sse2.UnpackLow(a, b) + Sse2.UnpackHigh(a, b);
        }

        if (AdvSimd.Arm64.IsSupported)
        {
            return AdvSimd.Arm64.AddPairwise(a, b);
        }

        return Vector128.Create(a[0] + a[1], b[0] + b[1]);
    }

    /// <summary>The four quads' block sums in order: 16 sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Fold(Vector512<float> q0, Vector512<float> q1, Vector512<float> q2, Vector512<float> q3)
    {
        if (Avx512F.IsSupported)
        {
            var low = AddBlocks(q0, q1);
            var high = AddBlocks(q2, q3);
            return AddBlocks(low, high);
        }

        return Vector512.Create(Fold(q0, q1), Fold(q2, q3));
    }

    /// <summary>The two quads' block sums in order: 8 sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fold(Vector512<float> q0, Vector512<float> q1) =>
        Fold(q0.GetLower() + q0.GetUpper(), q1.GetLower() + q1.GetUpper());

    /// <summary>The quad's blocks added: 4 sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fold(Vector512<float> q) => Fold(q.GetLower() + q.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Fold(Vector256<float> q0, Vector256<float> q1) =>
        Avx.IsSupported
            ? Avx.Permute2x128(q0, q1, 0x20) + Avx.Permute2x128(q0, q1, 0x31)
            : Vector256.Create(Fold(q0), Fold(q1));

    /// <inheritdoc cref="Fold(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Fold(Vector256<float> q) => q.GetLower() + q.GetUpper();

    /// <summary>The four pairs' block sums in order: 8 sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Fold(Vector512<double> p0, Vector512<double> p1, Vector512<double> p2, Vector512<double> p3)
    {
        if (Avx512F.IsSupported)
        {
            var low = AddBlocks(p0, p1);
            var high = AddBlocks(p2, p3);
            return AddBlocks(low, high);
        }

        return Vector512.Create(Fold(p0, p1), Fold(p2, p3));
    }

    /// <summary>The two pairs' block sums in order: 4 sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Fold(Vector512<double> p0, Vector512<double> p1) =>
        Fold(p0.GetLower() + p0.GetUpper(), p1.GetLower() + p1.GetUpper());

    /// <summary>The pair's blocks added: 2 sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Fold(Vector512<double> p) => Fold(p.GetLower() + p.GetUpper());

    /// <inheritdoc cref="Fold(Vector512{double}, Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Fold(Vector256<double> p0, Vector256<double> p1) =>
        Avx.IsSupported
            ? Avx.Permute2x128(p0, p1, 0x20) + Avx.Permute2x128(p0, p1, 0x31)
            : Vector256.Create(Fold(p0), Fold(p1));

    /// <inheritdoc cref="Fold(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> Fold(Vector256<double> p) => p.GetLower() + p.GetUpper();

    /// <summary>In every lane the sum of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> OfLanes(Vector512<float> x) => Vector512.Create(OfLanes(x.GetLower() + x.GetUpper()).ToScalar());

    /// <inheritdoc cref="OfLanes(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> OfLanes(Vector256<float> x) => Vector256.Create(OfLanes(x.GetLower() + x.GetUpper()).ToScalar());

    /// <inheritdoc cref="OfLanes(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> OfLanes(Vector128<float> x)
    {
        var pairs = x + Vector128.Shuffle(x, Vector128.Create(2, 3, 0, 1));
        return pairs + Vector128.Shuffle(pairs, Vector128.Create(1, 0, 3, 2));
    }

    /// <inheritdoc cref="OfLanes(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> OfLanes(Vector512<double> x) => Vector512.Create(OfLanes(x.GetLower() + x.GetUpper()).ToScalar());

    /// <inheritdoc cref="OfLanes(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> OfLanes(Vector256<double> x) => Vector256.Create(OfLanes(x.GetLower() + x.GetUpper()).ToScalar());

    /// <inheritdoc cref="OfLanes(Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<double> OfLanes(Vector128<double> x) => x + Vector128.Shuffle(x, Vector128.Create(1L, 0L));

    /// <summary>Blocks (a0 + a1, a2 + a3, b0 + b1, b2 + b3).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> AddBlocks(Vector512<float> a, Vector512<float> b) =>
        Avx512F.Shuffle4x128(a, b, 0b10_00_10_00) + Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);

    /// <inheritdoc cref="AddBlocks(Vector512{float}, Vector512{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> AddBlocks(Vector512<double> a, Vector512<double> b) =>
        Avx512F.Shuffle4x128(a, b, 0b10_00_10_00) + Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);

    /// <summary>The order of the additions as in the trees above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Sum(Vector128<float> a) => (a[0] + a[2]) + (a[1] + a[3]);
}
