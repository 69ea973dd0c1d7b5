using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>A block of three vectors side by side.</summary>
/// <typeparam name="V">A vector, itself a block.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public struct Block3<V, T> : IBlock<Block3<V, T>, T>
    where V : struct, IBlock<V, T>
    where T : unmanaged
{
    private V _0, _1, _2;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 3 * V.Width;
    }

    /// <inheritdoc/>
    public static Block3<V, T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Block3<V, T> r;
            r._0 = V.Zero;
            r._1 = V.Zero;
            r._2 = V.Zero;
            return r;
        }
    }

    /// <inheritdoc/>
    public static Block3<V, T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Block3<V, T> r;
            r._0 = V.One;
            r._1 = V.One;
            r._2 = V.One;
            return r;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Create(T x)
    {
        Block3<V, T> r;
        r._0 = V.Create(x);
        r._1 = V.Create(x);
        r._2 = V.Create(x);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Broadcast(ref T at)
    {
        Block3<V, T> r;
        r._0 = V.Broadcast(ref at);
        r._1 = V.Broadcast(ref at);
        r._2 = V.Broadcast(ref at);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Load(ref T at)
    {
        Block3<V, T> r;
        r._0 = V.Load(ref at);
        r._1 = V.Load(ref at, V.Width);
        r._2 = V.Load(ref at, 2 * V.Width);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Load(ref T at, nint index)
    {
        Block3<V, T> r;
        r._0 = V.Load(ref at, index);
        r._1 = V.Load(ref at, index + V.Width);
        r._2 = V.Load(ref at, index + (2 * V.Width));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T at)
    {
        _0.Store(ref at);
        _1.Store(ref at, V.Width);
        _2.Store(ref at, 2 * V.Width);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T at, nint index)
    {
        _0.Store(ref at, index);
        _1.Store(ref at, index + V.Width);
        _2.Store(ref at, index + (2 * V.Width));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref T x, Block3<V, T> w)
    {
        V b = V.Broadcast(ref x);
        _0 = V.MultiplyAddEstimate(b, w._0, _0);
        _1 = V.MultiplyAddEstimate(b, w._1, _1);
        _2 = V.MultiplyAddEstimate(b, w._2, _2);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> operator +(Block3<V, T> x, Block3<V, T> y)
    {
        x._0 += y._0;
        x._1 += y._1;
        x._2 += y._2;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> operator -(Block3<V, T> x, Block3<V, T> y)
    {
        x._0 -= y._0;
        x._1 -= y._1;
        x._2 -= y._2;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> operator *(Block3<V, T> x, Block3<V, T> y)
    {
        x._0 *= y._0;
        x._1 *= y._1;
        x._2 *= y._2;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> operator /(Block3<V, T> x, Block3<V, T> y)
    {
        x._0 /= y._0;
        x._1 /= y._1;
        x._2 /= y._2;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> operator *(T x, Block3<V, T> y)
    {
        y._0 = x * y._0;
        y._1 = x * y._1;
        y._2 = x * y._2;
        return y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> operator -(Block3<V, T> x)
    {
        x._0 = -x._0;
        x._1 = -x._1;
        x._2 = -x._2;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> MultiplyAddEstimate(Block3<V, T> x, Block3<V, T> y, Block3<V, T> z)
    {
        z._0 = V.MultiplyAddEstimate(x._0, y._0, z._0);
        z._1 = V.MultiplyAddEstimate(x._1, y._1, z._1);
        z._2 = V.MultiplyAddEstimate(x._2, y._2, z._2);
        return z;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> MaxNative(Block3<V, T> x, Block3<V, T> y)
    {
        x._0 = V.MaxNative(x._0, y._0);
        x._1 = V.MaxNative(x._1, y._1);
        x._2 = V.MaxNative(x._2, y._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> MinNative(Block3<V, T> x, Block3<V, T> y)
    {
        x._0 = V.MinNative(x._0, y._0);
        x._1 = V.MinNative(x._1, y._1);
        x._2 = V.MinNative(x._2, y._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Max(Block3<V, T> x, Block3<V, T> y)
    {
        x._0 = V.Max(x._0, y._0);
        x._1 = V.Max(x._1, y._1);
        x._2 = V.Max(x._2, y._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Min(Block3<V, T> x, Block3<V, T> y)
    {
        x._0 = V.Min(x._0, y._0);
        x._1 = V.Min(x._1, y._1);
        x._2 = V.Min(x._2, y._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Pow(Block3<V, T> x, Block3<V, T> y)
    {
        x._0 = V.Pow(x._0, y._0);
        x._1 = V.Pow(x._1, y._1);
        x._2 = V.Pow(x._2, y._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> SelectGreater(Block3<V, T> x, Block3<V, T> y, Block3<V, T> a, Block3<V, T> b)
    {
        a._0 = V.SelectGreater(x._0, y._0, a._0, b._0);
        a._1 = V.SelectGreater(x._1, y._1, a._1, b._1);
        a._2 = V.SelectGreater(x._2, y._2, a._2, b._2);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> SelectGreaterOrEqual(Block3<V, T> x, Block3<V, T> y, Block3<V, T> a, Block3<V, T> b)
    {
        a._0 = V.SelectGreaterOrEqual(x._0, y._0, a._0, b._0);
        a._1 = V.SelectGreaterOrEqual(x._1, y._1, a._1, b._1);
        a._2 = V.SelectGreaterOrEqual(x._2, y._2, a._2, b._2);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> SelectLess(Block3<V, T> x, Block3<V, T> y, Block3<V, T> a, Block3<V, T> b)
    {
        a._0 = V.SelectLess(x._0, y._0, a._0, b._0);
        a._1 = V.SelectLess(x._1, y._1, a._1, b._1);
        a._2 = V.SelectLess(x._2, y._2, a._2, b._2);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> SelectEqual(Block3<V, T> x, Block3<V, T> y, Block3<V, T> a, Block3<V, T> b)
    {
        a._0 = V.SelectEqual(x._0, y._0, a._0, b._0);
        a._1 = V.SelectEqual(x._1, y._1, a._1, b._1);
        a._2 = V.SelectEqual(x._2, y._2, a._2, b._2);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Abs(Block3<V, T> x)
    {
        x._0 = V.Abs(x._0);
        x._1 = V.Abs(x._1);
        x._2 = V.Abs(x._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Sqrt(Block3<V, T> x)
    {
        x._0 = V.Sqrt(x._0);
        x._1 = V.Sqrt(x._1);
        x._2 = V.Sqrt(x._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Sign(Block3<V, T> x)
    {
        x._0 = V.Sign(x._0);
        x._1 = V.Sign(x._1);
        x._2 = V.Sign(x._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Exp(Block3<V, T> x)
    {
        x._0 = V.Exp(x._0);
        x._1 = V.Exp(x._1);
        x._2 = V.Exp(x._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Log(Block3<V, T> x)
    {
        x._0 = V.Log(x._0);
        x._1 = V.Log(x._1);
        x._2 = V.Log(x._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Tanh(Block3<V, T> x)
    {
        x._0 = V.Tanh(x._0);
        x._1 = V.Tanh(x._1);
        x._2 = V.Tanh(x._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Sigmoid(Block3<V, T> x)
    {
        x._0 = V.Sigmoid(x._0);
        x._1 = V.Sigmoid(x._1);
        x._2 = V.Sigmoid(x._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Softplus(Block3<V, T> x)
    {
        x._0 = V.Softplus(x._0);
        x._1 = V.Softplus(x._1);
        x._2 = V.Softplus(x._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> Erf(Block3<V, T> x)
    {
        x._0 = V.Erf(x._0);
        x._1 = V.Erf(x._1);
        x._2 = V.Erf(x._2);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block3<V, T> FlushDenormal(Block3<V, T> x)
    {
        x._0 = V.FlushDenormal(x._0);
        x._1 = V.FlushDenormal(x._1);
        x._2 = V.FlushDenormal(x._2);
        return x;
    }
}
