using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Simd = System.Runtime.Intrinsics.Vector512;
using Vector = System.Runtime.Intrinsics.Vector512<float>;

namespace ModelGen.Numerics;

// For four vectors of 512 bits and floats. The build writes the same text for 256 and 128 bits, for doubles, and, without the lines of the vectors left out, for
// three, two and one (Blocks.targets).

/// <summary>A block of vectors side by side: of as many as its name says after the x, else of one.</summary>
public partial struct V512x4 : IBlock<V512x4, float>
{
    private const int Vectors = 4;

    internal Vector _0;
    internal Vector _1;
    internal Vector _2;
    internal Vector _3;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vectors * Vector.Count;
    }

    /// <inheritdoc/>
    public static V512x4 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            V512x4 r;
            r._0 = Vector.Zero;
            r._1 = Vector.Zero;
            r._2 = Vector.Zero;
            r._3 = Vector.Zero;
            return r;
        }
    }

    /// <inheritdoc/>
    public static V512x4 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            V512x4 r;
            r._0 = Vector.One;
            r._1 = Vector.One;
            r._2 = Vector.One;
            r._3 = Vector.One;
            return r;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Create(float x)
    {
        V512x4 r;
        r._0 = Simd.Create(x);
        r._1 = r._0;
        r._2 = r._0;
        r._3 = r._0;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Broadcast(ref float at)
    {
        V512x4 r;
        r._0 = Simd.Create(at);
        r._1 = r._0;
        r._2 = r._0;
        r._3 = r._0;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Load(ref float at)
    {
        V512x4 r;
        r._0 = Simd.LoadUnsafe(ref at);
        r._1 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, Vector.Count));
        r._2 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, 2 * Vector.Count));
        r._3 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, 3 * Vector.Count));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Load(ref float at, nint index)
    {
        V512x4 r;
        r._0 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        r._1 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + Vector.Count));
        r._2 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (2 * Vector.Count)));
        r._3 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + (3 * Vector.Count)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadLargerOfPairs(ref float at)
    {
        V512x4 r;
        r._0 = HorizontalMax.OfPairs(Simd.LoadUnsafe(ref at), Simd.LoadUnsafe(ref Unsafe.Add(ref at, Vector.Count)));
        r._1 = HorizontalMax.OfPairs(Simd.LoadUnsafe(ref Unsafe.Add(ref at, 2 * Vector.Count)), Simd.LoadUnsafe(ref Unsafe.Add(ref at, 3 * Vector.Count)));
        r._2 = HorizontalMax.OfPairs(Simd.LoadUnsafe(ref Unsafe.Add(ref at, 4 * Vector.Count)), Simd.LoadUnsafe(ref Unsafe.Add(ref at, 5 * Vector.Count)));
        r._3 = HorizontalMax.OfPairs(Simd.LoadUnsafe(ref Unsafe.Add(ref at, 6 * Vector.Count)), Simd.LoadUnsafe(ref Unsafe.Add(ref at, 7 * Vector.Count)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 LoadLargestOfSquares(ref float first, ref float second)
    {
        V512x4 r;
        r._0 = HorizontalMax.OfPairs(LargerAt(ref first, ref second, 0), LargerAt(ref first, ref second, 1));
        r._1 = HorizontalMax.OfPairs(LargerAt(ref first, ref second, 2), LargerAt(ref first, ref second, 3));
        r._2 = HorizontalMax.OfPairs(LargerAt(ref first, ref second, 4), LargerAt(ref first, ref second, 5));
        r._3 = HorizontalMax.OfPairs(LargerAt(ref first, ref second, 6), LargerAt(ref first, ref second, 7));
        return r;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector LargerAt(ref float first, ref float second, nint vector) => VectorMath.Max(
        Simd.LoadUnsafe(ref Unsafe.Add(ref first, vector * Vector.Count)),
        Simd.LoadUnsafe(ref Unsafe.Add(ref second, vector * Vector.Count)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float at)
    {
        _0.StoreUnsafe(ref at);
        _1.StoreUnsafe(ref Unsafe.Add(ref at, Vector.Count));
        _2.StoreUnsafe(ref Unsafe.Add(ref at, 2 * Vector.Count));
        _3.StoreUnsafe(ref Unsafe.Add(ref at, 3 * Vector.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float at, nint index)
    {
        _0.StoreUnsafe(ref Unsafe.Add(ref at, index));
        _1.StoreUnsafe(ref Unsafe.Add(ref at, index + Vector.Count));
        _2.StoreUnsafe(ref Unsafe.Add(ref at, index + (2 * Vector.Count)));
        _3.StoreUnsafe(ref Unsafe.Add(ref at, index + (3 * Vector.Count)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref float x, V512x4 w)
    {
        var b = Simd.Create(x);
        _0 = Simd.MultiplyAddEstimate(b, w._0, _0);
        _1 = Simd.MultiplyAddEstimate(b, w._1, _1);
        _2 = Simd.MultiplyAddEstimate(b, w._2, _2);
        _3 = Simd.MultiplyAddEstimate(b, w._3, _3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 operator +(V512x4 x, V512x4 y)
    {
        x._0 += y._0;
        x._1 += y._1;
        x._2 += y._2;
        x._3 += y._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 operator -(V512x4 x, V512x4 y)
    {
        x._0 -= y._0;
        x._1 -= y._1;
        x._2 -= y._2;
        x._3 -= y._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 operator *(V512x4 x, V512x4 y)
    {
        x._0 *= y._0;
        x._1 *= y._1;
        x._2 *= y._2;
        x._3 *= y._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 operator /(V512x4 x, V512x4 y)
    {
        x._0 /= y._0;
        x._1 /= y._1;
        x._2 /= y._2;
        x._3 /= y._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 operator *(float x, V512x4 y)
    {
        y._0 = x * y._0;
        y._1 = x * y._1;
        y._2 = x * y._2;
        y._3 = x * y._3;
        return y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 operator -(V512x4 x)
    {
        x._0 = -x._0;
        x._1 = -x._1;
        x._2 = -x._2;
        x._3 = -x._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 MultiplyAddEstimate(V512x4 x, V512x4 y, V512x4 z)
    {
        z._0 = Simd.MultiplyAddEstimate(x._0, y._0, z._0);
        z._1 = Simd.MultiplyAddEstimate(x._1, y._1, z._1);
        z._2 = Simd.MultiplyAddEstimate(x._2, y._2, z._2);
        z._3 = Simd.MultiplyAddEstimate(x._3, y._3, z._3);
        return z;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 MaxNative(V512x4 x, V512x4 y)
    {
        x._0 = Simd.MaxNative(x._0, y._0);
        x._1 = Simd.MaxNative(x._1, y._1);
        x._2 = Simd.MaxNative(x._2, y._2);
        x._3 = Simd.MaxNative(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 MinNative(V512x4 x, V512x4 y)
    {
        x._0 = Simd.MinNative(x._0, y._0);
        x._1 = Simd.MinNative(x._1, y._1);
        x._2 = Simd.MinNative(x._2, y._2);
        x._3 = Simd.MinNative(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Max(V512x4 x, V512x4 y)
    {
        x._0 = VectorMath.Max(x._0, y._0);
        x._1 = VectorMath.Max(x._1, y._1);
        x._2 = VectorMath.Max(x._2, y._2);
        x._3 = VectorMath.Max(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Min(V512x4 x, V512x4 y)
    {
        x._0 = VectorMath.Min(x._0, y._0);
        x._1 = VectorMath.Min(x._1, y._1);
        x._2 = VectorMath.Min(x._2, y._2);
        x._3 = VectorMath.Min(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Pow(V512x4 x, V512x4 y)
    {
        x._0 = VectorMath.Pow(x._0, y._0);
        x._1 = VectorMath.Pow(x._1, y._1);
        x._2 = VectorMath.Pow(x._2, y._2);
        x._3 = VectorMath.Pow(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 SelectGreater(V512x4 x, V512x4 y, V512x4 a, V512x4 b)
    {
        a._0 = Simd.ConditionalSelect(Simd.GreaterThan(x._0, y._0), a._0, b._0);
        a._1 = Simd.ConditionalSelect(Simd.GreaterThan(x._1, y._1), a._1, b._1);
        a._2 = Simd.ConditionalSelect(Simd.GreaterThan(x._2, y._2), a._2, b._2);
        a._3 = Simd.ConditionalSelect(Simd.GreaterThan(x._3, y._3), a._3, b._3);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 SelectGreaterOrEqual(V512x4 x, V512x4 y, V512x4 a, V512x4 b)
    {
        a._0 = Simd.ConditionalSelect(Simd.GreaterThanOrEqual(x._0, y._0), a._0, b._0);
        a._1 = Simd.ConditionalSelect(Simd.GreaterThanOrEqual(x._1, y._1), a._1, b._1);
        a._2 = Simd.ConditionalSelect(Simd.GreaterThanOrEqual(x._2, y._2), a._2, b._2);
        a._3 = Simd.ConditionalSelect(Simd.GreaterThanOrEqual(x._3, y._3), a._3, b._3);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 SelectLess(V512x4 x, V512x4 y, V512x4 a, V512x4 b)
    {
        a._0 = Simd.ConditionalSelect(Simd.LessThan(x._0, y._0), a._0, b._0);
        a._1 = Simd.ConditionalSelect(Simd.LessThan(x._1, y._1), a._1, b._1);
        a._2 = Simd.ConditionalSelect(Simd.LessThan(x._2, y._2), a._2, b._2);
        a._3 = Simd.ConditionalSelect(Simd.LessThan(x._3, y._3), a._3, b._3);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 SelectEqual(V512x4 x, V512x4 y, V512x4 a, V512x4 b)
    {
        a._0 = Simd.ConditionalSelect(Simd.Equals(x._0, y._0), a._0, b._0);
        a._1 = Simd.ConditionalSelect(Simd.Equals(x._1, y._1), a._1, b._1);
        a._2 = Simd.ConditionalSelect(Simd.Equals(x._2, y._2), a._2, b._2);
        a._3 = Simd.ConditionalSelect(Simd.Equals(x._3, y._3), a._3, b._3);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Abs(V512x4 x)
    {
        x._0 = Simd.Abs(x._0);
        x._1 = Simd.Abs(x._1);
        x._2 = Simd.Abs(x._2);
        x._3 = Simd.Abs(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Sqrt(V512x4 x)
    {
        x._0 = Simd.Sqrt(x._0);
        x._1 = Simd.Sqrt(x._1);
        x._2 = Simd.Sqrt(x._2);
        x._3 = Simd.Sqrt(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Sign(V512x4 x)
    {
        x._0 = VectorMath.Sign(x._0);
        x._1 = VectorMath.Sign(x._1);
        x._2 = VectorMath.Sign(x._2);
        x._3 = VectorMath.Sign(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Exp(V512x4 x)
    {
        x._0 = VectorMath.Exp(x._0);
        x._1 = VectorMath.Exp(x._1);
        x._2 = VectorMath.Exp(x._2);
        x._3 = VectorMath.Exp(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Log(V512x4 x)
    {
        x._0 = VectorMath.Log(x._0);
        x._1 = VectorMath.Log(x._1);
        x._2 = VectorMath.Log(x._2);
        x._3 = VectorMath.Log(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Tanh(V512x4 x)
    {
        x._0 = VectorMath.Tanh(x._0);
        x._1 = VectorMath.Tanh(x._1);
        x._2 = VectorMath.Tanh(x._2);
        x._3 = VectorMath.Tanh(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Sigmoid(V512x4 x)
    {
        x._0 = VectorMath.Sigmoid(x._0);
        x._1 = VectorMath.Sigmoid(x._1);
        x._2 = VectorMath.Sigmoid(x._2);
        x._3 = VectorMath.Sigmoid(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Softplus(V512x4 x)
    {
        x._0 = VectorMath.Softplus(x._0);
        x._1 = VectorMath.Softplus(x._1);
        x._2 = VectorMath.Softplus(x._2);
        x._3 = VectorMath.Softplus(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Erf(V512x4 x)
    {
        x._0 = VectorMath.Erf(x._0);
        x._1 = VectorMath.Erf(x._1);
        x._2 = VectorMath.Erf(x._2);
        x._3 = VectorMath.Erf(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Sin(V512x4 x)
    {
        x._0 = VectorMath.Sin(x._0);
        x._1 = VectorMath.Sin(x._1);
        x._2 = VectorMath.Sin(x._2);
        x._3 = VectorMath.Sin(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Cos(V512x4 x)
    {
        x._0 = VectorMath.Cos(x._0);
        x._1 = VectorMath.Cos(x._1);
        x._2 = VectorMath.Cos(x._2);
        x._3 = VectorMath.Cos(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 FlushDenormal(V512x4 x)
    {
        x._0 = VectorMath.FlushDenormal(x._0);
        x._1 = VectorMath.FlushDenormal(x._1);
        x._2 = VectorMath.FlushDenormal(x._2);
        x._3 = VectorMath.FlushDenormal(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 MarkFirst(nint count)
    {
        V512x4 r;
        r._0 = Simd.LessThan(Vector.Indices, Simd.Create((float)(count)));
        r._1 = Simd.LessThan(Vector.Indices, Simd.Create((float)(count - Vector.Count)));
        r._2 = Simd.LessThan(Vector.Indices, Simd.Create((float)(count - (2 * Vector.Count))));
        r._3 = Simd.LessThan(Vector.Indices, Simd.Create((float)(count - (3 * Vector.Count))));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 MarkFrom(nint first)
    {
        V512x4 r;
        r._0 = Simd.GreaterThanOrEqual(Vector.Indices, Simd.Create((float)(first)));
        r._1 = Simd.GreaterThanOrEqual(Vector.Indices, Simd.Create((float)(first - Vector.Count)));
        r._2 = Simd.GreaterThanOrEqual(Vector.Indices, Simd.Create((float)(first - (2 * Vector.Count))));
        r._3 = Simd.GreaterThanOrEqual(Vector.Indices, Simd.Create((float)(first - (3 * Vector.Count))));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 KeepMarked(V512x4 mark, V512x4 x)
    {
        x._0 = mark._0 & x._0;
        x._1 = mark._1 & x._1;
        x._2 = mark._2 & x._2;
        x._3 = mark._3 & x._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 SelectMarked(V512x4 mark, V512x4 a, V512x4 b)
    {
        a._0 = Simd.ConditionalSelect(mark._0, a._0, b._0);
        a._1 = Simd.ConditionalSelect(mark._1, a._1, b._1);
        a._2 = Simd.ConditionalSelect(mark._2, a._2, b._2);
        a._3 = Simd.ConditionalSelect(mark._3, a._3, b._3);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x4 Sequence(nint start)
    {
        V512x4 r;
        r._0 = Vector.Indices + Simd.Create((float)(start));
        r._1 = Vector.Indices + Simd.Create((float)(start + Vector.Count));
        r._2 = Vector.Indices + Simd.Create((float)(start + (2 * Vector.Count)));
        r._3 = Vector.Indices + Simd.Create((float)(start + (3 * Vector.Count)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(V512x4 x)
    {
        x._0 += x._1;
        x._0 += x._2;
        x._0 += x._3;
        return Simd.Sum(x._0);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(V512x4 x)
    {
        x._0 = Simd.MaxNative(x._0, x._1);
        x._0 = Simd.MaxNative(x._0, x._2);
        x._0 = Simd.MaxNative(x._0, x._3);
        return HorizontalMax.Of(x._0);
    }
}
