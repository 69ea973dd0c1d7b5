using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

// For floats; the build writes the same text for doubles (Blocks.targets).

/// <summary>A block of one number, for machines without vectors and rows shorter than one. It multiplies and adds in two roundings.</summary>
public partial struct V1 : IBlock<V1, float>
{
    private float _x;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 1;
    }

    /// <inheritdoc/>
    public static V1 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            V1 r;
            r._x = 0;
            return r;
        }
    }

    /// <inheritdoc/>
    public static V1 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            V1 r;
            r._x = 1;
            return r;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Create(float x)
    {
        V1 r;
        r._x = x;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Broadcast(ref float at)
    {
        V1 r;
        r._x = at;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Load(ref float at)
    {
        V1 r;
        r._x = at;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Load(ref float at, nint index)
    {
        V1 r;
        r._x = Unsafe.Add(ref at, index);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadLargerOfPairs(ref float at)
    {
        V1 r;
        r._x = VectorMath.Max(at, Unsafe.Add(ref at, 1));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 LoadLargestOfSquares(ref float first, ref float second)
    {
        V1 r;
        r._x = VectorMath.Max(VectorMath.Max(first, Unsafe.Add(ref first, 1)), VectorMath.Max(second, Unsafe.Add(ref second, 1)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float at)
    {
        at = _x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float at, nint index)
    {
        Unsafe.Add(ref at, index) = _x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref float x, V1 w)
    {
        _x += x * w._x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator +(V1 x, V1 y)
    {
        x._x += y._x;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator -(V1 x, V1 y)
    {
        x._x -= y._x;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator *(V1 x, V1 y)
    {
        x._x *= y._x;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator /(V1 x, V1 y)
    {
        x._x /= y._x;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator *(float x, V1 y)
    {
        y._x = x * y._x;
        return y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 operator -(V1 x)
    {
        x._x = -x._x;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 MultiplyAddEstimate(V1 x, V1 y, V1 z)
    {
        z._x = (x._x * y._x) + z._x;
        return z;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 MaxNative(V1 x, V1 y)
    {
        return y._x < x._x ? x : y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 MinNative(V1 x, V1 y)
    {
        return y._x > x._x ? x : y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Max(V1 x, V1 y)
    {
        x._x = VectorMath.Max(x._x, y._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Min(V1 x, V1 y)
    {
        x._x = VectorMath.Min(x._x, y._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Pow(V1 x, V1 y)
    {
        x._x = VectorMath.Pow(x._x, y._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 SelectGreater(V1 x, V1 y, V1 a, V1 b) => x._x > y._x ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 SelectGreaterOrEqual(V1 x, V1 y, V1 a, V1 b) => x._x >= y._x ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 SelectLess(V1 x, V1 y, V1 a, V1 b) => x._x < y._x ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 SelectEqual(V1 x, V1 y, V1 a, V1 b) => x._x == y._x ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Abs(V1 x)
    {
        x._x = float.Abs(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Sqrt(V1 x)
    {
        x._x = float.Sqrt(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Sign(V1 x)
    {
        x._x = VectorMath.Sign(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Exp(V1 x)
    {
        x._x = VectorMath.Exp(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Log(V1 x)
    {
        x._x = VectorMath.Log(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Tanh(V1 x)
    {
        x._x = VectorMath.Tanh(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Sigmoid(V1 x)
    {
        x._x = VectorMath.Sigmoid(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Softplus(V1 x)
    {
        x._x = VectorMath.Softplus(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Erf(V1 x)
    {
        x._x = VectorMath.Erf(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Sin(V1 x)
    {
        x._x = VectorMath.Sin(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Cos(V1 x)
    {
        x._x = VectorMath.Cos(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 FlushDenormal(V1 x)
    {
        x._x = VectorMath.FlushDenormal(x._x);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 MarkFirst(nint count)
    {
        V1 r;
        r._x = count > 0 ? 1 : 0;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 MarkFrom(nint first)
    {
        V1 r;
        r._x = first <= 0 ? 1 : 0;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 KeepMarked(V1 mark, V1 x)
    {
        x._x = mark._x != 0 ? x._x : 0;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 SelectMarked(V1 mark, V1 a, V1 b) => mark._x != 0 ? a : b;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V1 Sequence(nint start)
    {
        V1 r;
        r._x = start;
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(V1 x) => x._x;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Largest(V1 x) => x._x;
}
