using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>A block of four vectors side by side.</summary>
/// <typeparam name="V">A vector, itself a block.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public struct Block4<V, T> : IBlock<Block4<V, T>, T>
    where V : struct, IBlock<V, T>
    where T : unmanaged
{
    private V _0, _1, _2, _3;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 4 * V.Width;
    }

    /// <inheritdoc/>
    public static Block4<V, T> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Block4<V, T> r;
            r._0 = V.Zero;
            r._1 = V.Zero;
            r._2 = V.Zero;
            r._3 = V.Zero;
            return r;
        }
    }

    /// <inheritdoc/>
    public static Block4<V, T> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Block4<V, T> r;
            r._0 = V.One;
            r._1 = V.One;
            r._2 = V.One;
            r._3 = V.One;
            return r;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Create(T x)
    {
        Block4<V, T> r;
        r._0 = V.Create(x);
        r._1 = V.Create(x);
        r._2 = V.Create(x);
        r._3 = V.Create(x);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Broadcast(ref T at)
    {
        Block4<V, T> r;
        r._0 = V.Broadcast(ref at);
        r._1 = V.Broadcast(ref at);
        r._2 = V.Broadcast(ref at);
        r._3 = V.Broadcast(ref at);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Load(ref T at)
    {
        Block4<V, T> r;
        r._0 = V.Load(ref at);
        r._1 = V.Load(ref at, V.Width);
        r._2 = V.Load(ref at, 2 * V.Width);
        r._3 = V.Load(ref at, 3 * V.Width);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Load(ref T at, nint index)
    {
        Block4<V, T> r;
        r._0 = V.Load(ref at, index);
        r._1 = V.Load(ref at, index + V.Width);
        r._2 = V.Load(ref at, index + (2 * V.Width));
        r._3 = V.Load(ref at, index + (3 * V.Width));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T at)
    {
        _0.Store(ref at);
        _1.Store(ref at, V.Width);
        _2.Store(ref at, 2 * V.Width);
        _3.Store(ref at, 3 * V.Width);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T at, nint index)
    {
        _0.Store(ref at, index);
        _1.Store(ref at, index + V.Width);
        _2.Store(ref at, index + (2 * V.Width));
        _3.Store(ref at, index + (3 * V.Width));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref T x, Block4<V, T> w)
    {
        V b = V.Broadcast(ref x);
        _0 = V.MultiplyAddEstimate(b, w._0, _0);
        _1 = V.MultiplyAddEstimate(b, w._1, _1);
        _2 = V.MultiplyAddEstimate(b, w._2, _2);
        _3 = V.MultiplyAddEstimate(b, w._3, _3);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> operator +(Block4<V, T> x, Block4<V, T> y)
    {
        x._0 += y._0;
        x._1 += y._1;
        x._2 += y._2;
        x._3 += y._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> operator -(Block4<V, T> x, Block4<V, T> y)
    {
        x._0 -= y._0;
        x._1 -= y._1;
        x._2 -= y._2;
        x._3 -= y._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> operator *(Block4<V, T> x, Block4<V, T> y)
    {
        x._0 *= y._0;
        x._1 *= y._1;
        x._2 *= y._2;
        x._3 *= y._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> operator /(Block4<V, T> x, Block4<V, T> y)
    {
        x._0 /= y._0;
        x._1 /= y._1;
        x._2 /= y._2;
        x._3 /= y._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> operator *(T x, Block4<V, T> y)
    {
        y._0 = x * y._0;
        y._1 = x * y._1;
        y._2 = x * y._2;
        y._3 = x * y._3;
        return y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> operator -(Block4<V, T> x)
    {
        x._0 = -x._0;
        x._1 = -x._1;
        x._2 = -x._2;
        x._3 = -x._3;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> MultiplyAddEstimate(Block4<V, T> x, Block4<V, T> y, Block4<V, T> z)
    {
        z._0 = V.MultiplyAddEstimate(x._0, y._0, z._0);
        z._1 = V.MultiplyAddEstimate(x._1, y._1, z._1);
        z._2 = V.MultiplyAddEstimate(x._2, y._2, z._2);
        z._3 = V.MultiplyAddEstimate(x._3, y._3, z._3);
        return z;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> MaxNative(Block4<V, T> x, Block4<V, T> y)
    {
        x._0 = V.MaxNative(x._0, y._0);
        x._1 = V.MaxNative(x._1, y._1);
        x._2 = V.MaxNative(x._2, y._2);
        x._3 = V.MaxNative(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> MinNative(Block4<V, T> x, Block4<V, T> y)
    {
        x._0 = V.MinNative(x._0, y._0);
        x._1 = V.MinNative(x._1, y._1);
        x._2 = V.MinNative(x._2, y._2);
        x._3 = V.MinNative(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Max(Block4<V, T> x, Block4<V, T> y)
    {
        x._0 = V.Max(x._0, y._0);
        x._1 = V.Max(x._1, y._1);
        x._2 = V.Max(x._2, y._2);
        x._3 = V.Max(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Min(Block4<V, T> x, Block4<V, T> y)
    {
        x._0 = V.Min(x._0, y._0);
        x._1 = V.Min(x._1, y._1);
        x._2 = V.Min(x._2, y._2);
        x._3 = V.Min(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Pow(Block4<V, T> x, Block4<V, T> y)
    {
        x._0 = V.Pow(x._0, y._0);
        x._1 = V.Pow(x._1, y._1);
        x._2 = V.Pow(x._2, y._2);
        x._3 = V.Pow(x._3, y._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> SelectGreater(Block4<V, T> x, Block4<V, T> y, Block4<V, T> a, Block4<V, T> b)
    {
        a._0 = V.SelectGreater(x._0, y._0, a._0, b._0);
        a._1 = V.SelectGreater(x._1, y._1, a._1, b._1);
        a._2 = V.SelectGreater(x._2, y._2, a._2, b._2);
        a._3 = V.SelectGreater(x._3, y._3, a._3, b._3);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> SelectGreaterOrEqual(Block4<V, T> x, Block4<V, T> y, Block4<V, T> a, Block4<V, T> b)
    {
        a._0 = V.SelectGreaterOrEqual(x._0, y._0, a._0, b._0);
        a._1 = V.SelectGreaterOrEqual(x._1, y._1, a._1, b._1);
        a._2 = V.SelectGreaterOrEqual(x._2, y._2, a._2, b._2);
        a._3 = V.SelectGreaterOrEqual(x._3, y._3, a._3, b._3);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> SelectLess(Block4<V, T> x, Block4<V, T> y, Block4<V, T> a, Block4<V, T> b)
    {
        a._0 = V.SelectLess(x._0, y._0, a._0, b._0);
        a._1 = V.SelectLess(x._1, y._1, a._1, b._1);
        a._2 = V.SelectLess(x._2, y._2, a._2, b._2);
        a._3 = V.SelectLess(x._3, y._3, a._3, b._3);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> SelectEqual(Block4<V, T> x, Block4<V, T> y, Block4<V, T> a, Block4<V, T> b)
    {
        a._0 = V.SelectEqual(x._0, y._0, a._0, b._0);
        a._1 = V.SelectEqual(x._1, y._1, a._1, b._1);
        a._2 = V.SelectEqual(x._2, y._2, a._2, b._2);
        a._3 = V.SelectEqual(x._3, y._3, a._3, b._3);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Abs(Block4<V, T> x)
    {
        x._0 = V.Abs(x._0);
        x._1 = V.Abs(x._1);
        x._2 = V.Abs(x._2);
        x._3 = V.Abs(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Sqrt(Block4<V, T> x)
    {
        x._0 = V.Sqrt(x._0);
        x._1 = V.Sqrt(x._1);
        x._2 = V.Sqrt(x._2);
        x._3 = V.Sqrt(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Sign(Block4<V, T> x)
    {
        x._0 = V.Sign(x._0);
        x._1 = V.Sign(x._1);
        x._2 = V.Sign(x._2);
        x._3 = V.Sign(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Exp(Block4<V, T> x)
    {
        x._0 = V.Exp(x._0);
        x._1 = V.Exp(x._1);
        x._2 = V.Exp(x._2);
        x._3 = V.Exp(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Log(Block4<V, T> x)
    {
        x._0 = V.Log(x._0);
        x._1 = V.Log(x._1);
        x._2 = V.Log(x._2);
        x._3 = V.Log(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Tanh(Block4<V, T> x)
    {
        x._0 = V.Tanh(x._0);
        x._1 = V.Tanh(x._1);
        x._2 = V.Tanh(x._2);
        x._3 = V.Tanh(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Sigmoid(Block4<V, T> x)
    {
        x._0 = V.Sigmoid(x._0);
        x._1 = V.Sigmoid(x._1);
        x._2 = V.Sigmoid(x._2);
        x._3 = V.Sigmoid(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Softplus(Block4<V, T> x)
    {
        x._0 = V.Softplus(x._0);
        x._1 = V.Softplus(x._1);
        x._2 = V.Softplus(x._2);
        x._3 = V.Softplus(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> Erf(Block4<V, T> x)
    {
        x._0 = V.Erf(x._0);
        x._1 = V.Erf(x._1);
        x._2 = V.Erf(x._2);
        x._3 = V.Erf(x._3);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Block4<V, T> FlushDenormal(Block4<V, T> x)
    {
        x._0 = V.FlushDenormal(x._0);
        x._1 = V.FlushDenormal(x._1);
        x._2 = V.FlushDenormal(x._2);
        x._3 = V.FlushDenormal(x._3);
        return x;
    }
}
