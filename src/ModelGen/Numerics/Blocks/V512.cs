using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Simd = System.Runtime.Intrinsics.Vector512;
using Vector = System.Runtime.Intrinsics.Vector512<float>;

namespace ModelGen.Numerics;

// For 512 bits and floats; the build writes the same text for 256 and 128 bits and for doubles (Blocks.targets).

/// <summary>A block of one vector.</summary>
public struct V512 : IBlock<V512, float>
{
    private Vector _v;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector.Count;
    }

    /// <inheritdoc/>
    public static V512 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            V512 r;
            r._v = Vector.Zero;
            return r;
        }
    }

    /// <inheritdoc/>
    public static V512 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            V512 r;
            r._v = Vector.One;
            return r;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Create(float x)
    {
        V512 r;
        r._v = Simd.Create(x);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Broadcast(ref float at)
    {
        V512 r;
        r._v = Simd.Create(at);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Load(ref float at)
    {
        V512 r;
        r._v = Simd.LoadUnsafe(ref at);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Load(ref float at, nint index)
    {
        V512 r;
        r._v = Simd.LoadUnsafe(ref Unsafe.Add(ref at, index));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float at)
    {
        _v.StoreUnsafe(ref at);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float at, nint index)
    {
        _v.StoreUnsafe(ref Unsafe.Add(ref at, index));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref float x, V512 w)
    {
        _v = Simd.MultiplyAddEstimate(Simd.Create(x), w._v, _v);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator +(V512 x, V512 y)
    {
        x._v += y._v;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator -(V512 x, V512 y)
    {
        x._v -= y._v;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator *(V512 x, V512 y)
    {
        x._v *= y._v;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator /(V512 x, V512 y)
    {
        x._v /= y._v;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator *(float x, V512 y)
    {
        y._v = x * y._v;
        return y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 operator -(V512 x)
    {
        x._v = -x._v;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 MultiplyAddEstimate(V512 x, V512 y, V512 z)
    {
        z._v = Simd.MultiplyAddEstimate(x._v, y._v, z._v);
        return z;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 MaxNative(V512 x, V512 y)
    {
        x._v = Simd.MaxNative(x._v, y._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 MinNative(V512 x, V512 y)
    {
        x._v = Simd.MinNative(x._v, y._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Max(V512 x, V512 y)
    {
        x._v = VectorMath.Max(x._v, y._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Min(V512 x, V512 y)
    {
        x._v = VectorMath.Min(x._v, y._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Pow(V512 x, V512 y)
    {
        x._v = VectorMath.Pow(x._v, y._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 SelectGreater(V512 x, V512 y, V512 a, V512 b)
    {
        a._v = Simd.ConditionalSelect(Simd.GreaterThan(x._v, y._v), a._v, b._v);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 SelectGreaterOrEqual(V512 x, V512 y, V512 a, V512 b)
    {
        a._v = Simd.ConditionalSelect(Simd.GreaterThanOrEqual(x._v, y._v), a._v, b._v);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 SelectLess(V512 x, V512 y, V512 a, V512 b)
    {
        a._v = Simd.ConditionalSelect(Simd.LessThan(x._v, y._v), a._v, b._v);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 SelectEqual(V512 x, V512 y, V512 a, V512 b)
    {
        a._v = Simd.ConditionalSelect(Simd.Equals(x._v, y._v), a._v, b._v);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Abs(V512 x)
    {
        x._v = Simd.Abs(x._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Sqrt(V512 x)
    {
        x._v = Simd.Sqrt(x._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Sign(V512 x)
    {
        x._v = VectorMath.Sign(x._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Exp(V512 x)
    {
        x._v = VectorMath.Exp(x._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Log(V512 x)
    {
        x._v = VectorMath.Log(x._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Tanh(V512 x)
    {
        x._v = VectorMath.Tanh(x._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Sigmoid(V512 x)
    {
        x._v = VectorMath.Sigmoid(x._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Softplus(V512 x)
    {
        x._v = VectorMath.Softplus(x._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 Erf(V512 x)
    {
        x._v = VectorMath.Erf(x._v);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V512 FlushDenormal(V512 x)
    {
        x._v = VectorMath.FlushDenormal(x._v);
        return x;
    }
}
