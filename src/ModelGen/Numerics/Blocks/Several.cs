using System.Runtime.CompilerServices;

namespace ModelGen.Numerics;

/// <summary>
/// As many equal blocks side by side as <c>N</c> says, up to 16: what stands for a vector where the machine has none. Its operations are loops.
/// </summary>
/// <typeparam name="B">The block.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
/// <typeparam name="N">How many.</typeparam>
public struct Several<B, T, N> : IBlock<Several<B, T, N>, T>
    where B : struct, IBlock<B, T>
    where T : unmanaged
    where N : struct, IOverlap
{
    private Blocks _blocks;

    /// <inheritdoc/>
    public static int Width => N.Count * B.Width;

    /// <inheritdoc/>
    public static Several<B, T, N> Zero => Fill(B.Zero);

    /// <inheritdoc/>
    public static Several<B, T, N> One => Fill(B.One);

    /// <inheritdoc/>
    public static Several<B, T, N> Create(T x) => Fill(B.Create(x));

    /// <inheritdoc/>
    public static Several<B, T, N> Broadcast(ref T at) => Fill(B.Broadcast(ref at));

    /// <inheritdoc/>
    public static Several<B, T, N> Load(ref T at) => Load(ref at, 0);

    /// <inheritdoc/>
    public static Several<B, T, N> Load(ref T at, nint index)
    {
        Several<B, T, N> r = default;
        for (int n = 0; n < N.Count; n++)
        {
            r._blocks[n] = B.Load(ref at, index + (n * B.Width));
        }

        return r;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> LoadLargerOfPairs(ref T at)
    {
        Several<B, T, N> r = default;
        for (int n = 0; n < N.Count; n++)
        {
            r._blocks[n] = B.LoadLargerOfPairs(ref Unsafe.Add(ref at, 2 * n * B.Width));
        }

        return r;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> LoadLargestOfSquares(ref T first, ref T second)
    {
        Several<B, T, N> r = default;
        for (int n = 0; n < N.Count; n++)
        {
            r._blocks[n] = B.LoadLargestOfSquares(ref Unsafe.Add(ref first, 2 * n * B.Width), ref Unsafe.Add(ref second, 2 * n * B.Width));
        }

        return r;
    }

    /// <inheritdoc/>
    public readonly void Store(ref T at) => Store(ref at, 0);

    /// <inheritdoc/>
    public readonly void Store(ref T at, nint index)
    {
        for (int n = 0; n < N.Count; n++)
        {
            _blocks[n].Store(ref at, index + (n * B.Width));
        }
    }

    /// <inheritdoc/>
    public void Accumulate(ref T x, Several<B, T, N> w)
    {
        for (int n = 0; n < N.Count; n++)
        {
            _blocks[n].Accumulate(ref x, w._blocks[n]);
        }
    }

    /// <inheritdoc/>
    public static Several<B, T, N> operator +(Several<B, T, N> x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] += y._blocks[n];
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> operator -(Several<B, T, N> x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] -= y._blocks[n];
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> operator *(Several<B, T, N> x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] *= y._blocks[n];
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> operator /(Several<B, T, N> x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] /= y._blocks[n];
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> operator *(T x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            y._blocks[n] = x * y._blocks[n];
        }

        return y;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> operator -(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = -x._blocks[n];
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> MultiplyAddEstimate(Several<B, T, N> x, Several<B, T, N> y, Several<B, T, N> z)
    {
        for (int n = 0; n < N.Count; n++)
        {
            z._blocks[n] = B.MultiplyAddEstimate(x._blocks[n], y._blocks[n], z._blocks[n]);
        }

        return z;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> MaxNative(Several<B, T, N> x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.MaxNative(x._blocks[n], y._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> MinNative(Several<B, T, N> x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.MinNative(x._blocks[n], y._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Max(Several<B, T, N> x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Max(x._blocks[n], y._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Min(Several<B, T, N> x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Min(x._blocks[n], y._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Pow(Several<B, T, N> x, Several<B, T, N> y)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Pow(x._blocks[n], y._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> SelectGreater(Several<B, T, N> x, Several<B, T, N> y, Several<B, T, N> a, Several<B, T, N> b)
    {
        for (int n = 0; n < N.Count; n++)
        {
            a._blocks[n] = B.SelectGreater(x._blocks[n], y._blocks[n], a._blocks[n], b._blocks[n]);
        }

        return a;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> SelectGreaterOrEqual(Several<B, T, N> x, Several<B, T, N> y, Several<B, T, N> a, Several<B, T, N> b)
    {
        for (int n = 0; n < N.Count; n++)
        {
            a._blocks[n] = B.SelectGreaterOrEqual(x._blocks[n], y._blocks[n], a._blocks[n], b._blocks[n]);
        }

        return a;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> SelectLess(Several<B, T, N> x, Several<B, T, N> y, Several<B, T, N> a, Several<B, T, N> b)
    {
        for (int n = 0; n < N.Count; n++)
        {
            a._blocks[n] = B.SelectLess(x._blocks[n], y._blocks[n], a._blocks[n], b._blocks[n]);
        }

        return a;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> SelectEqual(Several<B, T, N> x, Several<B, T, N> y, Several<B, T, N> a, Several<B, T, N> b)
    {
        for (int n = 0; n < N.Count; n++)
        {
            a._blocks[n] = B.SelectEqual(x._blocks[n], y._blocks[n], a._blocks[n], b._blocks[n]);
        }

        return a;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Abs(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Abs(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Sqrt(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Sqrt(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Sign(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Sign(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Exp(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Exp(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Log(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Log(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Tanh(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Tanh(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Sigmoid(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Sigmoid(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Softplus(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Softplus(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Erf(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Erf(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Sin(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Sin(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Cos(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.Cos(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> FlushDenormal(Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.FlushDenormal(x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> MarkFirst(nint count)
    {
        Several<B, T, N> r = default;
        for (int n = 0; n < N.Count; n++)
        {
            r._blocks[n] = B.MarkFirst(count - (n * B.Width));
        }

        return r;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> MarkFrom(nint first)
    {
        Several<B, T, N> r = default;
        for (int n = 0; n < N.Count; n++)
        {
            r._blocks[n] = B.MarkFrom(first - (n * B.Width));
        }

        return r;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> KeepMarked(Several<B, T, N> mark, Several<B, T, N> x)
    {
        for (int n = 0; n < N.Count; n++)
        {
            x._blocks[n] = B.KeepMarked(mark._blocks[n], x._blocks[n]);
        }

        return x;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> SelectMarked(Several<B, T, N> mark, Several<B, T, N> a, Several<B, T, N> b)
    {
        for (int n = 0; n < N.Count; n++)
        {
            a._blocks[n] = B.SelectMarked(mark._blocks[n], a._blocks[n], b._blocks[n]);
        }

        return a;
    }

    /// <inheritdoc/>
    public static Several<B, T, N> Sequence(nint start)
    {
        Several<B, T, N> r = default;
        for (int n = 0; n < N.Count; n++)
        {
            r._blocks[n] = B.Sequence(start + (n * B.Width));
        }

        return r;
    }

    /// <inheritdoc/>
    public static T Sum(Several<B, T, N> x)
    {
        B all = x._blocks[0];
        for (int n = 1; n < N.Count; n++)
        {
            all += x._blocks[n];
        }

        return B.Sum(all);
    }

    /// <inheritdoc/>
    public static T Largest(Several<B, T, N> x)
    {
        B all = x._blocks[0];
        for (int n = 1; n < N.Count; n++)
        {
            all = B.MaxNative(all, x._blocks[n]);
        }

        return B.Largest(all);
    }

    private static Several<B, T, N> Fill(B block)
    {
        Several<B, T, N> r = default;
        for (int n = 0; n < N.Count; n++)
        {
            r._blocks[n] = block;
        }

        return r;
    }

    [InlineArray(16)]
    private struct Blocks
    {
        private B _first;
    }
}
