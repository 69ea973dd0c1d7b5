using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Simd = System.Runtime.Intrinsics.Vector512;
using Vector = System.Runtime.Intrinsics.Vector512<float>;

namespace ModelGen.Numerics;

// The vectors as columns; the build writes the others from this text as from that of V512x4.cs.
public partial struct V512x4 : IColumns<V512x4, float>
{
    /// <inheritdoc/>
    public static int Columns
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vectors;
    }

    /// <inheritdoc/>
    public static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.Count;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadColumns(ref float at, nint index, nint step)
    {
        V512x4 r;
        r._0 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        r._1 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + step));
        r._2 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (2 * step)));
        r._3 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (3 * step)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadFrom1(ref float at, nint index, nint step)
    {
        V512x4 r;
        r._0 = Vector.Zero;
        r._1 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + step));
        r._2 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (2 * step)));
        r._3 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (3 * step)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadFrom2(ref float at, nint index, nint step)
    {
        V512x4 r;
        r._0 = Vector.Zero;
        r._1 = Vector.Zero;
        r._2 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (2 * step)));
        r._3 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (3 * step)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadFrom3(ref float at, nint index, nint step)
    {
        V512x4 r;
        r._0 = Vector.Zero;
        r._1 = Vector.Zero;
        r._2 = Vector.Zero;
        r._3 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (3 * step)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadTo1(ref float at, nint index, nint step)
    {
        V512x4 r;
        r._0 = Vectors <= 1 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        r._1 = Vectors <= 2 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + step));
        r._2 = Vectors <= 3 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (2 * step)));
        r._3 = Vectors <= 4 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (3 * step)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadTo2(ref float at, nint index, nint step)
    {
        V512x4 r;
        r._0 = Vectors <= 2 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        r._1 = Vectors <= 3 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + step));
        r._2 = Vectors <= 4 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (2 * step)));
        r._3 = Vectors <= 5 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (3 * step)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadTo3(ref float at, nint index, nint step)
    {
        V512x4 r;
        r._0 = Vectors <= 3 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        r._1 = Vectors <= 4 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + step));
        r._2 = Vectors <= 5 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (2 * step)));
        r._3 = Vectors <= 6 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (3 * step)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadInside(ref float at, nint index, nint step, int before, int after)
    {
        V512x4 r;
        r._0 = before > 0 || after >= Vectors - 0 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        r._1 = before > 1 || after >= Vectors - 1 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + step));
        r._2 = before > 2 || after >= Vectors - 2 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (2 * step)));
        r._3 = before > 3 || after >= Vectors - 3 ? Vector.Zero : Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (3 * step)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateFrom1(ref float w, V512x4 x)
    {
        var b = Simd.Create(w);
        _1 = Simd.MultiplyAddEstimate(b, x._1, _1);
        _2 = Simd.MultiplyAddEstimate(b, x._2, _2);
        _3 = Simd.MultiplyAddEstimate(b, x._3, _3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateFrom2(ref float w, V512x4 x)
    {
        var b = Simd.Create(w);
        _2 = Simd.MultiplyAddEstimate(b, x._2, _2);
        _3 = Simd.MultiplyAddEstimate(b, x._3, _3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateFrom3(ref float w, V512x4 x)
    {
        var b = Simd.Create(w);
        _3 = Simd.MultiplyAddEstimate(b, x._3, _3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateTo1(ref float w, V512x4 x)
    {
        var b = Simd.Create(w);
        _0 = Vectors <= 1 ? _0 : Simd.MultiplyAddEstimate(b, x._0, _0);
        _1 = Vectors <= 2 ? _1 : Simd.MultiplyAddEstimate(b, x._1, _1);
        _2 = Vectors <= 3 ? _2 : Simd.MultiplyAddEstimate(b, x._2, _2);
        _3 = Vectors <= 4 ? _3 : Simd.MultiplyAddEstimate(b, x._3, _3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateTo2(ref float w, V512x4 x)
    {
        var b = Simd.Create(w);
        _0 = Vectors <= 2 ? _0 : Simd.MultiplyAddEstimate(b, x._0, _0);
        _1 = Vectors <= 3 ? _1 : Simd.MultiplyAddEstimate(b, x._1, _1);
        _2 = Vectors <= 4 ? _2 : Simd.MultiplyAddEstimate(b, x._2, _2);
        _3 = Vectors <= 5 ? _3 : Simd.MultiplyAddEstimate(b, x._3, _3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateTo3(ref float w, V512x4 x)
    {
        var b = Simd.Create(w);
        _0 = Vectors <= 3 ? _0 : Simd.MultiplyAddEstimate(b, x._0, _0);
        _1 = Vectors <= 4 ? _1 : Simd.MultiplyAddEstimate(b, x._1, _1);
        _2 = Vectors <= 5 ? _2 : Simd.MultiplyAddEstimate(b, x._2, _2);
        _3 = Vectors <= 6 ? _3 : Simd.MultiplyAddEstimate(b, x._3, _3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadForAll(ref float at, nint index)
    {
        V512x4 r;
        r._0 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        r._1 = r._0;
        r._2 = r._0;
        r._3 = r._0;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 BroadcastColumns(ref float at, nint index, nint step)
    {
        V512x4 r;
        r._0 = Simd.Create(Unsafe.Add(ref at, index));
        r._1 = Simd.Create(Unsafe.Add(ref at, index + step));
        r._2 = Simd.Create(Unsafe.Add(ref at, index + (2 * step)));
        r._3 = Simd.Create(Unsafe.Add(ref at, index + (3 * step)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreColumns(ref float at, nint index, nint step)
    {
        _0.StoreUnsafe(ref Unsafe.Add(ref at, index));
        _1.StoreUnsafe(ref Unsafe.Add(ref at, index + step));
        _2.StoreUnsafe(ref Unsafe.Add(ref at, index + (2 * step)));
        _3.StoreUnsafe(ref Unsafe.Add(ref at, index + (3 * step)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void StoreFirstLanes(ref float at, nint index, nint step)
    {
        Unsafe.Add(ref at, index) = _0.ToScalar();
        Unsafe.Add(ref at, index + step) = _1.ToScalar();
        Unsafe.Add(ref at, index + (2 * step)) = _2.ToScalar();
        Unsafe.Add(ref at, index + (3 * step)) = _3.ToScalar();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AccumulateLanes(ref float w, V512x4 x)
    {
        var b = Simd.LoadUnsafe(ref w);
        _0 = Simd.MultiplyAddEstimate(b, x._0, _0);
        _1 = Simd.MultiplyAddEstimate(b, x._1, _1);
        _2 = Simd.MultiplyAddEstimate(b, x._2, _2);
        _3 = Simd.MultiplyAddEstimate(b, x._3, _3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 SumOfLanes(V512x4 x)
    {
        x._0 = HorizontalSum.OfLanes(x._0);
        x._1 = HorizontalSum.OfLanes(x._1);
        x._2 = HorizontalSum.OfLanes(x._2);
        x._3 = HorizontalSum.OfLanes(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasNaN(V512x4 x)
    {
        var all = Simd.Equals(x._0, x._0);
        all &= Simd.Equals(x._1, x._1);
        all &= Simd.Equals(x._2, x._2);
        all &= Simd.Equals(x._3, x._3);
        return !Simd.EqualsAll(all.AsInt32(), Vector512<int>.AllBitsSet);
    }
}
