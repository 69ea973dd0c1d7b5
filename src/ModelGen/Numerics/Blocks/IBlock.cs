namespace ModelGen.Numerics;

/// <summary>
/// Numbers that lie side by side in one or several vectors and are worked on together. A kernel is written once, generic over its block; the
/// machine decides which one it gets: <c>V512x4</c>, four vectors of 512 bits, <c>V256x2</c>, or <c>V1</c>, a single number.
/// </summary>
/// <remarks>
/// What a tile does often changes its sums in place, and reads a broadcast number through a reference: given by value or returned, the JIT
/// moves registers around for it.
/// </remarks>
/// <typeparam name="TSelf">The block.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IBlock<TSelf, T>
    where TSelf : struct, IBlock<TSelf, T>
    where T : unmanaged
{
    /// <summary>How many numbers it holds.</summary>
    static abstract int Width { get; }

    /// <summary>0 everywhere.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>1 everywhere.</summary>
    static abstract TSelf One { get; }

    /// <summary><paramref name="x"/> everywhere.</summary>
    static abstract TSelf Create(T x);

    /// <summary>The number at <paramref name="at"/> everywhere.</summary>
    static abstract TSelf Broadcast(ref T at);

    /// <summary>The numbers from <paramref name="at"/> on.</summary>
    static abstract TSelf Load(ref T at);

    /// <summary>The numbers from <paramref name="at"/> + <paramref name="index"/> on.</summary>
    static abstract TSelf Load(ref T at, nint index);

    /// <summary>Of twice as many numbers from <paramref name="at"/> on the larger of each two neighbours; not a number where one of the two is none.</summary>
    static abstract TSelf LoadLargerOfPairs(ref T at);

    /// <summary>The largest of each two neighbours from <paramref name="first"/> on and the two below them from <paramref name="second"/> on.</summary>
    static abstract TSelf LoadLargestOfSquares(ref T first, ref T second);

    /// <summary>Writes the numbers to <paramref name="at"/> and on.</summary>
    void Store(ref T at);

    /// <summary>Writes the numbers to <paramref name="at"/> + <paramref name="index"/> and on.</summary>
    void Store(ref T at, nint index);

    /// <summary>this += x · w, where x is one number.</summary>
    void Accumulate(ref T x, TSelf w);

    /// <summary>x + y.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>x − y.</summary>
    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>x · y.</summary>
    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>x · y, where x is one number.</summary>
    static abstract TSelf operator *(T x, TSelf y);

    /// <summary>x / y.</summary>
    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>−x.</summary>
    static abstract TSelf operator -(TSelf x);

    /// <summary>x · y + z, rounded once where the machine can.</summary>
    static abstract TSelf MultiplyAddEstimate(TSelf x, TSelf y, TSelf z);

    /// <summary>The larger; <paramref name="y"/> where one of the two is not a number.</summary>
    static abstract TSelf MaxNative(TSelf x, TSelf y);

    /// <summary>The smaller; <paramref name="y"/> where one of the two is not a number.</summary>
    static abstract TSelf MinNative(TSelf x, TSelf y);

    /// <summary>The larger; not a number where one of the two is none.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>The smaller; not a number where one of the two is none.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary><paramref name="a"/> where x &gt; y, else <paramref name="b"/>.</summary>
    static abstract TSelf SelectGreater(TSelf x, TSelf y, TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where x ≥ y, else <paramref name="b"/>.</summary>
    static abstract TSelf SelectGreaterOrEqual(TSelf x, TSelf y, TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where x &lt; y, else <paramref name="b"/>.</summary>
    static abstract TSelf SelectLess(TSelf x, TSelf y, TSelf a, TSelf b);

    /// <summary><paramref name="a"/> where x = y, else <paramref name="b"/>.</summary>
    static abstract TSelf SelectEqual(TSelf x, TSelf y, TSelf a, TSelf b);

    /// <summary>|x|.</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>√x.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>−1, 0 or 1.</summary>
    static abstract TSelf Sign(TSelf x);

    /// <summary>eˣ.</summary>
    static abstract TSelf Exp(TSelf x);

    /// <summary>ln x.</summary>
    static abstract TSelf Log(TSelf x);

    /// <summary>xʸ.</summary>
    static abstract TSelf Pow(TSelf x, TSelf y);

    /// <summary>tanh x.</summary>
    static abstract TSelf Tanh(TSelf x);

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    static abstract TSelf Sigmoid(TSelf x);

    /// <summary>ln(1 + eˣ).</summary>
    static abstract TSelf Softplus(TSelf x);

    /// <summary>erf x.</summary>
    static abstract TSelf Erf(TSelf x);

    /// <summary>sin x.</summary>
    static abstract TSelf Sin(TSelf x);

    /// <summary>cos x.</summary>
    static abstract TSelf Cos(TSelf x);

    /// <summary>0 where x is too small for the full precision.</summary>
    static abstract TSelf FlushDenormal(TSelf x);

    /// <summary>A mark on the first <paramref name="count"/> numbers, of as many as there are, for <see cref="KeepMarked"/>.</summary>
    static abstract TSelf MarkFirst(nint count);

    /// <summary>A mark on all numbers but the first <paramref name="first"/>.</summary>
    static abstract TSelf MarkFrom(nint first);

    /// <summary>The numbers that <paramref name="mark"/> is on, and 0 for the others, whatever they are.</summary>
    static abstract TSelf KeepMarked(TSelf mark, TSelf x);

    /// <summary>Those of <paramref name="a"/> that <paramref name="mark"/> is on, and those of <paramref name="b"/> for the others.</summary>
    static abstract TSelf SelectMarked(TSelf mark, TSelf a, TSelf b);

    /// <summary><paramref name="start"/>, <paramref name="start"/> + 1, <paramref name="start"/> + 2 and so on.</summary>
    static abstract TSelf Sequence(nint start);

    /// <summary>All numbers added up.</summary>
    static abstract T Sum(TSelf x);

    /// <summary>The largest number; one that is none may or may not win.</summary>
    static abstract T Largest(TSelf x);
}
