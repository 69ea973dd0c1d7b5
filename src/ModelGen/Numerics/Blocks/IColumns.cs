namespace ModelGen.Numerics;

/// <summary>
/// A block whose vectors do not lie side by side: each holds the same examples at the next column of an image, or the next channel. A
/// kernel with examples in the lanes is written once, generic over its columns; the machine decides how many it takes at a time, and in how
/// many turns the 16 examples of a block.
/// </summary>
/// <typeparam name="TSelf">The block.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IColumns<TSelf, T> : IBlock<TSelf, T>
    where TSelf : struct, IColumns<TSelf, T>
    where T : unmanaged
{
    /// <summary>How many columns it holds, each a vector.</summary>
    static abstract int Columns { get; }

    /// <summary>How many examples a vector holds.</summary>
    static abstract int Lanes { get; }

    /// <summary>Column c from <paramref name="at"/> + <paramref name="index"/> + c · <paramref name="step"/> on.</summary>
    static abstract TSelf LoadColumns(ref T at, nint index, nint step);

    /// <summary>The same with 0 for the first column, which is not read.</summary>
    static abstract TSelf LoadFrom1(ref T at, nint index, nint step);

    /// <summary>The same with 0 for the first two columns, which are not read.</summary>
    static abstract TSelf LoadFrom2(ref T at, nint index, nint step);

    /// <summary>The same with 0 for the first three columns, which are not read.</summary>
    static abstract TSelf LoadFrom3(ref T at, nint index, nint step);

    /// <summary>The same with 0 for the last column, which is not read.</summary>
    static abstract TSelf LoadTo1(ref T at, nint index, nint step);

    /// <summary>The same with 0 for the last two columns, which are not read.</summary>
    static abstract TSelf LoadTo2(ref T at, nint index, nint step);

    /// <summary>The same with 0 for the last three columns, which are not read.</summary>
    static abstract TSelf LoadTo3(ref T at, nint index, nint step);

    /// <summary>The same with 0 for so many of the first and of the last columns, which are not read.</summary>
    static abstract TSelf LoadInside(ref T at, nint index, nint step, int before, int after);

    /// <summary>The vector at <paramref name="at"/> + <paramref name="index"/> for each column.</summary>
    static abstract TSelf LoadForAll(ref T at, nint index);

    /// <summary>In every lane of column c the number at <paramref name="at"/> + <paramref name="index"/> + c · <paramref name="step"/>.</summary>
    static abstract TSelf BroadcastColumns(ref T at, nint index, nint step);

    /// <summary>Writes column c to <paramref name="at"/> + <paramref name="index"/> + c · <paramref name="step"/> and on.</summary>
    void StoreColumns(ref T at, nint index, nint step);

    /// <summary>Writes the first lane of column c to <paramref name="at"/> + <paramref name="index"/> + c · <paramref name="step"/>.</summary>
    void StoreFirstLanes(ref T at, nint index, nint step);

    /// <summary>this += w · x without the first column, where w is one number.</summary>
    void AccumulateFrom1(ref T w, TSelf x);

    /// <summary>this += w · x without the first two columns, where w is one number.</summary>
    void AccumulateFrom2(ref T w, TSelf x);

    /// <summary>this += w · x without the first three columns, where w is one number.</summary>
    void AccumulateFrom3(ref T w, TSelf x);

    /// <summary>this += w · x without the last column, where w is one number.</summary>
    void AccumulateTo1(ref T w, TSelf x);

    /// <summary>this += w · x without the last two columns, where w is one number.</summary>
    void AccumulateTo2(ref T w, TSelf x);

    /// <summary>this += w · x without the last three columns, where w is one number.</summary>
    void AccumulateTo3(ref T w, TSelf x);

    /// <summary>this += w · x, where w is one vector for all columns.</summary>
    void AccumulateLanes(ref T w, TSelf x);

    /// <summary>In every lane the sum of the column's lanes.</summary>
    static abstract TSelf SumOfLanes(TSelf x);

    /// <summary>Whether one of the numbers is none.</summary>
    static abstract bool HasNaN(TSelf x);
}
