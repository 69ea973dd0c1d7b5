namespace ModelGen.Numerics;

/// <summary>A block along which dot products are taken, four at a time: one vector, or one number.</summary>
/// <typeparam name="TSelf">The block.</typeparam>
/// <typeparam name="TFour">A block of four numbers.</typeparam>
/// <typeparam name="T">float or double.</typeparam>
public interface IDotBlock<TSelf, TFour, T> : IBlock<TSelf, T>
    where TSelf : struct, IDotBlock<TSelf, TFour, T>
    where TFour : struct, IBlock<TFour, T>
    where T : unmanaged
{
    /// <summary>x · y, where y are the numbers from <paramref name="at"/> + <paramref name="index"/> on.</summary>
    static abstract TSelf Product(TSelf x, ref T at, nint index);

    /// <summary>this += x · y.</summary>
    void AddProduct(TSelf x, TSelf y);

    /// <summary>this += x · y, where y are the numbers from <paramref name="at"/> + <paramref name="index"/> on: they need no register.</summary>
    void AddProduct(TSelf x, ref T at, nint index);

    /// <summary>A mark on the last <paramref name="count"/> numbers, of as many as there are, for <see cref="IBlock{TSelf, T}.KeepMarked"/>.</summary>
    static abstract TSelf MarkLast(nint count);

    /// <summary>(Σa, Σb, Σc, Σd): the numbers of each block added up, by a tree that transposes as it adds.</summary>
    static abstract TFour Sums(TSelf a, TSelf b, TSelf c, TSelf d);
}
