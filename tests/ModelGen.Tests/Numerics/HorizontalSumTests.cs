using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>The trees against plain sums. The elements are small integers, so that every order of adding gives the same number.</summary>
[Trait("Category", "Width")]
public class HorizontalSumTests
{
    private readonly Random _random = new(1);

    [Fact]
    public void QuadSumsEachBlockOfFourVectors()
    {
        Vector512<float>[] wide = Draw512<float>(4);
        Assert.Equal(
            BlockSums<float, Vector512<float>>(wide, 4),
            Lanes<float, Vector512<float>>(HorizontalSum.Quad(wide[0], wide[1], wide[2], wide[3])));
        Vector256<float>[] half = Draw256<float>(4);
        Assert.Equal(
            BlockSums<float, Vector256<float>>(half, 4),
            Lanes<float, Vector256<float>>(HorizontalSum.Quad(half[0], half[1], half[2], half[3])));
        Vector128<float>[] narrow = [.. Draw256<float>(4).Select(vector => vector.GetUpper())];
        Assert.Equal(
            BlockSums<float, Vector128<float>>(narrow, 4),
            Lanes<float, Vector128<float>>(HorizontalSum.Quad(narrow[0], narrow[1], narrow[2], narrow[3])));
    }

    [Fact]
    public void PairSumsEachBlockOfTwoVectors()
    {
        Vector512<double>[] wide = Draw512<double>(2);
        Assert.Equal(BlockSums<double, Vector512<double>>(wide, 2), Lanes<double, Vector512<double>>(HorizontalSum.Pair(wide[0], wide[1])));
        Vector256<double>[] half = Draw256<double>(2);
        Assert.Equal(BlockSums<double, Vector256<double>>(half, 2), Lanes<double, Vector256<double>>(HorizontalSum.Pair(half[0], half[1])));
        Vector128<double>[] narrow = [.. Draw256<double>(2).Select(vector => vector.GetUpper())];
        Assert.Equal(
            BlockSums<double, Vector128<double>>(narrow, 2),
            Lanes<double, Vector128<double>>(HorizontalSum.Pair(narrow[0], narrow[1])));
    }

    [Fact]
    public void FoldOfSingleAddsTheBlocksInOrder()
    {
        Vector512<float>[] wide = Draw512<float>(4);
        Assert.Equal(
            FoldSums<float, Vector512<float>>(wide, 4),
            Lanes<float, Vector512<float>>(HorizontalSum.Fold(wide[0], wide[1], wide[2], wide[3])));
        Assert.Equal(FoldSums<float, Vector512<float>>(wide[..2], 4), Lanes<float, Vector256<float>>(HorizontalSum.Fold(wide[0], wide[1])));
        Assert.Equal(FoldSums<float, Vector512<float>>(wide[..1], 4), Lanes<float, Vector128<float>>(HorizontalSum.Fold(wide[0])));
        Vector256<float>[] half = Draw256<float>(2);
        Assert.Equal(FoldSums<float, Vector256<float>>(half, 4), Lanes<float, Vector256<float>>(HorizontalSum.Fold(half[0], half[1])));
        Assert.Equal(FoldSums<float, Vector256<float>>(half[..1], 4), Lanes<float, Vector128<float>>(HorizontalSum.Fold(half[0])));
    }

    [Fact]
    public void FoldOfDoubleAddsTheBlocksInOrder()
    {
        Vector512<double>[] wide = Draw512<double>(4);
        Assert.Equal(
            FoldSums<double, Vector512<double>>(wide, 2),
            Lanes<double, Vector512<double>>(HorizontalSum.Fold(wide[0], wide[1], wide[2], wide[3])));
        Assert.Equal(
            FoldSums<double, Vector512<double>>(wide[..2], 2),
            Lanes<double, Vector256<double>>(HorizontalSum.Fold(wide[0], wide[1])));
        Assert.Equal(FoldSums<double, Vector512<double>>(wide[..1], 2), Lanes<double, Vector128<double>>(HorizontalSum.Fold(wide[0])));
        Vector256<double>[] half = Draw256<double>(2);
        Assert.Equal(FoldSums<double, Vector256<double>>(half, 2), Lanes<double, Vector256<double>>(HorizontalSum.Fold(half[0], half[1])));
        Assert.Equal(FoldSums<double, Vector256<double>>(half[..1], 2), Lanes<double, Vector128<double>>(HorizontalSum.Fold(half[0])));
    }

    /// <summary>Block by block, each vector's sum over that block.</summary>
    private static T[] BlockSums<T, TVector>(TVector[] vectors, int block)
        where T : INumber<T>
    {
        T[][] lanes = [.. vectors.Select(Lanes<T, TVector>)];
        return [.. Enumerable.Range(0, lanes[0].Length / block).SelectMany(k => lanes.Select(vector => Sum(vector.Skip(k * block).Take(block))))];
    }

    /// <summary>Vector by vector, the sum of its blocks.</summary>
    private static T[] FoldSums<T, TVector>(TVector[] vectors, int block)
        where T : INumber<T> =>
        [.. vectors.Select(Lanes<T, TVector>).SelectMany(
            vector => Enumerable.Range(0, block).Select(i => Sum(vector.Where((_, lane) => lane % block == i))))];

    private static T Sum<T>(IEnumerable<T> elements)
        where T : INumber<T> =>
        elements.Aggregate(T.Zero, (sum, element) => sum + element);

    private static T[] Lanes<T, TVector>(TVector vector)
    {
        T[] lanes = new T[Unsafe.SizeOf<TVector>() / Unsafe.SizeOf<T>()];
        Unsafe.WriteUnaligned(ref Unsafe.As<T, byte>(ref lanes[0]), vector);
        return lanes;
    }

    private Vector512<T>[] Draw512<T>(int count)
        where T : INumber<T> =>
        [.. Enumerable.Range(0, count).Select(_ => Vector512.Create(Draw<T>(Vector512<T>.Count)))];

    private Vector256<T>[] Draw256<T>(int count)
        where T : INumber<T> =>
        [.. Enumerable.Range(0, count).Select(_ => Vector256.Create(Draw<T>(Vector256<T>.Count)))];

    private T[] Draw<T>(int count)
        where T : INumber<T> =>
        [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(_random.Next(-1000, 1000)))];
}
