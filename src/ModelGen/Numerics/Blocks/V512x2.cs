using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Simd = System.Runtime.Intrinsics.Vector512;
using Vector = System.Runtime.Intrinsics.Vector512<float>;

namespace ModelGen.Numerics;

// For 512 bits and floats; the build writes the same text for 256 and 128 bits and for doubles (Blocks.targets).

/// <summary>A block of two vectors side by side.</summary>
public struct V512x2 : IBlock<V512x2, float>
{
    private Vector _0, _1;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * Vector.Count;
    }

    /// <inheritdoc/>
    public static V512x2 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            V512x2 r;
            r._0 = Vector.Zero;
            r._1 = Vector.Zero;
            return r;
        }
    }

    /// <inheritdoc/>
    public static V512x2 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            V512x2 r;
            r._0 = Vector.One;
            r._1 = Vector.One;
            return r;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Create(float x)
    {
        V512x2 r;
        r._0 = Simd.Create(x);
        r._1 = r._0;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Broadcast(ref float at)
    {
        V512x2 r;
        r._0 = Simd.Create(at);
        r._1 = r._0;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Load(ref float at)
    {
        V512x2 r;
        r._0 = Simd.LoadUnsafe(ref at);
        r._1 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, Vector.Count));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Load(ref float at, nint index)
    {
        V512x2 r;
        r._0 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        r._1 = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index + Vector.Count));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float at)
    {
        _0.StoreUnsafe(ref at);
        _1.StoreUnsafe(ref Unsafe.Add(ref at, Vector.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float at, nint index)
    {
        _0.StoreUnsafe(ref Unsafe.Add(ref at, index));
        _1.StoreUnsafe(ref Unsafe.Add(ref at, index + Vector.Count));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref float x, V512x2 w)
    {
        var b = Simd.Create(x);
        _0 = Simd.MultiplyAddEstimate(b, w._0, _0);
        _1 = Simd.MultiplyAddEstimate(b, w._1, _1);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 operator +(V512x2 x, V512x2 y)
    {
        x._0 += y._0;
        x._1 += y._1;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 operator -(V512x2 x, V512x2 y)
    {
        x._0 -= y._0;
        x._1 -= y._1;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 operator *(V512x2 x, V512x2 y)
    {
        x._0 *= y._0;
        x._1 *= y._1;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 operator /(V512x2 x, V512x2 y)
    {
        x._0 /= y._0;
        x._1 /= y._1;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 operator *(float x, V512x2 y)
    {
        y._0 = x * y._0;
        y._1 = x * y._1;
        return y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 operator -(V512x2 x)
    {
        x._0 = -x._0;
        x._1 = -x._1;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 MultiplyAddEstimate(V512x2 x, V512x2 y, V512x2 z)
    {
        z._0 = Simd.MultiplyAddEstimate(x._0, y._0, z._0);
        z._1 = Simd.MultiplyAddEstimate(x._1, y._1, z._1);
        return z;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 MaxNative(V512x2 x, V512x2 y)
    {
        x._0 = Simd.MaxNative(x._0, y._0);
        x._1 = Simd.MaxNative(x._1, y._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 MinNative(V512x2 x, V512x2 y)
    {
        x._0 = Simd.MinNative(x._0, y._0);
        x._1 = Simd.MinNative(x._1, y._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Max(V512x2 x, V512x2 y)
    {
        x._0 = VectorMath.Max(x._0, y._0);
        x._1 = VectorMath.Max(x._1, y._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Min(V512x2 x, V512x2 y)
    {
        x._0 = VectorMath.Min(x._0, y._0);
        x._1 = VectorMath.Min(x._1, y._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Pow(V512x2 x, V512x2 y)
    {
        x._0 = VectorMath.Pow(x._0, y._0);
        x._1 = VectorMath.Pow(x._1, y._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 SelectGreater(V512x2 x, V512x2 y, V512x2 a, V512x2 b)
    {
        a._0 = Simd.ConditionalSelect(Simd.GreaterThan(x._0, y._0), a._0, b._0);
        a._1 = Simd.ConditionalSelect(Simd.GreaterThan(x._1, y._1), a._1, b._1);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 SelectGreaterOrEqual(V512x2 x, V512x2 y, V512x2 a, V512x2 b)
    {
        a._0 = Simd.ConditionalSelect(Simd.GreaterThanOrEqual(x._0, y._0), a._0, b._0);
        a._1 = Simd.ConditionalSelect(Simd.GreaterThanOrEqual(x._1, y._1), a._1, b._1);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 SelectLess(V512x2 x, V512x2 y, V512x2 a, V512x2 b)
    {
        a._0 = Simd.ConditionalSelect(Simd.LessThan(x._0, y._0), a._0, b._0);
        a._1 = Simd.ConditionalSelect(Simd.LessThan(x._1, y._1), a._1, b._1);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 SelectEqual(V512x2 x, V512x2 y, V512x2 a, V512x2 b)
    {
        a._0 = Simd.ConditionalSelect(Simd.Equals(x._0, y._0), a._0, b._0);
        a._1 = Simd.ConditionalSelect(Simd.Equals(x._1, y._1), a._1, b._1);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Abs(V512x2 x)
    {
        x._0 = Simd.Abs(x._0);
        x._1 = Simd.Abs(x._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Sqrt(V512x2 x)
    {
        x._0 = Simd.Sqrt(x._0);
        x._1 = Simd.Sqrt(x._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Sign(V512x2 x)
    {
        x._0 = VectorMath.Sign(x._0);
        x._1 = VectorMath.Sign(x._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Exp(V512x2 x)
    {
        x._0 = VectorMath.Exp(x._0);
        x._1 = VectorMath.Exp(x._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Log(V512x2 x)
    {
        x._0 = VectorMath.Log(x._0);
        x._1 = VectorMath.Log(x._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Tanh(V512x2 x)
    {
        x._0 = VectorMath.Tanh(x._0);
        x._1 = VectorMath.Tanh(x._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Sigmoid(V512x2 x)
    {
        x._0 = VectorMath.Sigmoid(x._0);
        x._1 = VectorMath.Sigmoid(x._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Softplus(V512x2 x)
    {
        x._0 = VectorMath.Softplus(x._0);
        x._1 = VectorMath.Softplus(x._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 Erf(V512x2 x)
    {
        x._0 = VectorMath.Erf(x._0);
        x._1 = VectorMath.Erf(x._1);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512x2 FlushDenormal(V512x2 x)
    {
        x._0 = VectorMath.FlushDenormal(x._0);
        x._1 = VectorMath.FlushDenormal(x._1);
        return x;
    }
}
