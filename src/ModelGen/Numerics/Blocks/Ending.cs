using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>
/// A block and one more vector that begins <c>O</c> numbers before the block ends, so that together they are as long as a row is. The
/// numbers that both have are computed twice, with the same result.
/// </summary>
/// <typeparam name="B">The block.</typeparam>
/// <typeparam name="V">The last vector, itself a block.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="O">How many numbers both have.</typeparam>
public struct Ending<B, V, T, O> : IBlock<Ending<B, V, T, O>, T>
    where B : struct, IBlock<B, T>
    where V : struct, IBlock<V, T>
    where T : unmanaged
    where O : struct, IOverlap
{
    private B _block;
    private V _last;

    /// <inheritdoc/>
    public static int Width
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => B.Width + V.Width - O.Count;
    }

    /// <inheritdoc/>
    public static Ending<B, V, T, O> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Ending<B, V, T, O> r;
            r._block = B.Zero;
            r._last = V.Zero;
            return r;
        }
    }

    /// <inheritdoc/>
    public static Ending<B, V, T, O> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            Ending<B, V, T, O> r;
            r._block = B.One;
            r._last = V.One;
            return r;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Create(T x)
    {
        Ending<B, V, T, O> r;
        r._block = B.Create(x);
        r._last = V.Create(x);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Broadcast(ref T at)
    {
        Ending<B, V, T, O> r;
        r._block = B.Broadcast(ref at);
        r._last = V.Broadcast(ref at);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Load(ref T at)
    {
        Ending<B, V, T, O> r;
        r._block = B.Load(ref at);
        r._last = V.Load(ref at, B.Width - O.Count);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Load(ref T at, nint index)
    {
        Ending<B, V, T, O> r;
        r._block = B.Load(ref at, index);
        r._last = V.Load(ref at, index + B.Width - O.Count);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> LoadLargerOfPairs(ref T at)
    {
        Ending<B, V, T, O> r;
        r._block = B.LoadLargerOfPairs(ref at);
        r._last = V.LoadLargerOfPairs(ref Unsafe.Add(ref at, 2 * (B.Width - O.Count)));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> LoadLargestOfSquares(ref T first, ref T second)
    {
        nint at = 2 * (B.Width - O.Count);
        Ending<B, V, T, O> r;
        r._block = B.LoadLargestOfSquares(ref first, ref second);
        r._last = V.LoadLargestOfSquares(ref Unsafe.Add(ref first, at), ref Unsafe.Add(ref second, at));
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T at)
    {
        _block.Store(ref at);
        _last.Store(ref at, B.Width - O.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref T at, nint index)
    {
        _block.Store(ref at, index);
        _last.Store(ref at, index + B.Width - O.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Accumulate(ref T x, Ending<B, V, T, O> w)
    {
        _block.Accumulate(ref x, w._block);
        _last.Accumulate(ref x, w._last);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> operator +(Ending<B, V, T, O> x, Ending<B, V, T, O> y)
    {
        x._block += y._block;
        x._last += y._last;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> operator -(Ending<B, V, T, O> x, Ending<B, V, T, O> y)
    {
        x._block -= y._block;
        x._last -= y._last;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> operator *(Ending<B, V, T, O> x, Ending<B, V, T, O> y)
    {
        x._block *= y._block;
        x._last *= y._last;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> operator /(Ending<B, V, T, O> x, Ending<B, V, T, O> y)
    {
        x._block /= y._block;
        x._last /= y._last;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> operator *(T x, Ending<B, V, T, O> y)
    {
        y._block = x * y._block;
        y._last = x * y._last;
        return y;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> operator -(Ending<B, V, T, O> x)
    {
        x._block = -x._block;
        x._last = -x._last;
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> MultiplyAddEstimate(Ending<B, V, T, O> x, Ending<B, V, T, O> y, Ending<B, V, T, O> z)
    {
        z._block = B.MultiplyAddEstimate(x._block, y._block, z._block);
        z._last = V.MultiplyAddEstimate(x._last, y._last, z._last);
        return z;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> MaxNative(Ending<B, V, T, O> x, Ending<B, V, T, O> y)
    {
        x._block = B.MaxNative(x._block, y._block);
        x._last = V.MaxNative(x._last, y._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> MinNative(Ending<B, V, T, O> x, Ending<B, V, T, O> y)
    {
        x._block = B.MinNative(x._block, y._block);
        x._last = V.MinNative(x._last, y._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Max(Ending<B, V, T, O> x, Ending<B, V, T, O> y)
    {
        x._block = B.Max(x._block, y._block);
        x._last = V.Max(x._last, y._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Min(Ending<B, V, T, O> x, Ending<B, V, T, O> y)
    {
        x._block = B.Min(x._block, y._block);
        x._last = V.Min(x._last, y._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Pow(Ending<B, V, T, O> x, Ending<B, V, T, O> y)
    {
        x._block = B.Pow(x._block, y._block);
        x._last = V.Pow(x._last, y._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> SelectGreater(Ending<B, V, T, O> x, Ending<B, V, T, O> y, Ending<B, V, T, O> a, Ending<B, V, T, O> b)
    {
        a._block = B.SelectGreater(x._block, y._block, a._block, b._block);
        a._last = V.SelectGreater(x._last, y._last, a._last, b._last);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> SelectGreaterOrEqual(Ending<B, V, T, O> x, Ending<B, V, T, O> y, Ending<B, V, T, O> a, Ending<B, V, T, O> b)
    {
        a._block = B.SelectGreaterOrEqual(x._block, y._block, a._block, b._block);
        a._last = V.SelectGreaterOrEqual(x._last, y._last, a._last, b._last);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> SelectLess(Ending<B, V, T, O> x, Ending<B, V, T, O> y, Ending<B, V, T, O> a, Ending<B, V, T, O> b)
    {
        a._block = B.SelectLess(x._block, y._block, a._block, b._block);
        a._last = V.SelectLess(x._last, y._last, a._last, b._last);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> SelectEqual(Ending<B, V, T, O> x, Ending<B, V, T, O> y, Ending<B, V, T, O> a, Ending<B, V, T, O> b)
    {
        a._block = B.SelectEqual(x._block, y._block, a._block, b._block);
        a._last = V.SelectEqual(x._last, y._last, a._last, b._last);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Abs(Ending<B, V, T, O> x)
    {
        x._block = B.Abs(x._block);
        x._last = V.Abs(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Sqrt(Ending<B, V, T, O> x)
    {
        x._block = B.Sqrt(x._block);
        x._last = V.Sqrt(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Sign(Ending<B, V, T, O> x)
    {
        x._block = B.Sign(x._block);
        x._last = V.Sign(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Exp(Ending<B, V, T, O> x)
    {
        x._block = B.Exp(x._block);
        x._last = V.Exp(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Log(Ending<B, V, T, O> x)
    {
        x._block = B.Log(x._block);
        x._last = V.Log(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Tanh(Ending<B, V, T, O> x)
    {
        x._block = B.Tanh(x._block);
        x._last = V.Tanh(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Sigmoid(Ending<B, V, T, O> x)
    {
        x._block = B.Sigmoid(x._block);
        x._last = V.Sigmoid(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Softplus(Ending<B, V, T, O> x)
    {
        x._block = B.Softplus(x._block);
        x._last = V.Softplus(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Erf(Ending<B, V, T, O> x)
    {
        x._block = B.Erf(x._block);
        x._last = V.Erf(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Sin(Ending<B, V, T, O> x)
    {
        x._block = B.Sin(x._block);
        x._last = V.Sin(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Cos(Ending<B, V, T, O> x)
    {
        x._block = B.Cos(x._block);
        x._last = V.Cos(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> FlushDenormal(Ending<B, V, T, O> x)
    {
        x._block = B.FlushDenormal(x._block);
        x._last = V.FlushDenormal(x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> MarkFirst(nint count)
    {
        Ending<B, V, T, O> r;
        r._block = B.MarkFirst(count);
        r._last = V.MarkFirst(count - B.Width + O.Count);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> MarkFrom(nint first)
    {
        Ending<B, V, T, O> r;
        r._block = B.MarkFrom(first);
        r._last = V.MarkFrom(first - B.Width + O.Count);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> KeepMarked(Ending<B, V, T, O> mark, Ending<B, V, T, O> x)
    {
        x._block = B.KeepMarked(mark._block, x._block);
        x._last = V.KeepMarked(mark._last, x._last);
        return x;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> SelectMarked(Ending<B, V, T, O> mark, Ending<B, V, T, O> a, Ending<B, V, T, O> b)
    {
        a._block = B.SelectMarked(mark._block, a._block, b._block);
        a._last = V.SelectMarked(mark._last, a._last, b._last);
        return a;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Ending<B, V, T, O> Sequence(nint start)
    {
        Ending<B, V, T, O> r;
        r._block = B.Sequence(start);
        r._last = V.Sequence(start + B.Width - O.Count);
        return r;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(Ending<B, V, T, O> x)
    {
        // What both have is in the block's sum, which takes its place in the last vector.
        V both = V.KeepMarked(V.MarkFirst(O.Count), V.One);
        V rest = V.SelectEqual(both, V.Zero, x._last, V.Zero);
        return V.Sum(rest + V.KeepMarked(V.MarkFirst(1), V.Create(B.Sum(x._block))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Largest(Ending<B, V, T, O> x) => V.Largest(V.MaxNative(x._last, V.Create(B.Largest(x._block))));
}
