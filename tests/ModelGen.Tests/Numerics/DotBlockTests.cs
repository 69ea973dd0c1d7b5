using System;
using System.Linq;
using System.Numerics;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>Products along the blocks of dot products, and four sums at once, against one number after another.</summary>
[Trait("Category", "Width")]
public sealed class DotBlockTests
{
    [Fact]
    public void Products_are_summed_up_four_at_a_time()
    {
        Check<V1, V128, float>();
        Check<V128, V128, float>();
        Check<V256, V128, float>();
        Check<V512, V128, float>();
    }

    [Fact]
    public void So_are_those_of_doubles()
    {
        Check<V1d, V128dx2, double>();
        Check<V128d, V128dx2, double>();
        Check<V256d, V128dx2, double>();
        Check<V512d, V128dx2, double>();
    }

    private static void Check<B, R, T>()
        where B : struct, IDotBlock<B, R, T>
        where R : struct, IBlock<R, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Small integers: every order of adding gives the same number.
        Random random = new(1);
        T[] left = Draw(), right = Draw(), other = Draw();
        T[] Draw() => [.. Enumerable.Range(0, 4 * B.Width).Select(_ => T.CreateChecked(random.Next(-9, 10)))];
        B Block(T[] numbers, int k) => B.Load(ref numbers[0], k * B.Width);
        T[] Part(T[] numbers, int k) => numbers[(k * B.Width)..((k + 1) * B.Width)];

        var sums = new T[4];
        B.Sums(Block(left, 0), Block(left, 1), Block(left, 2), Block(left, 3)).Store(ref sums[0]);
        Assert.Equal(Enumerable.Range(0, 4).Select(k => Part(left, k).Aggregate((a, b) => a + b)), sums);

        var sum = B.Product(Block(left, 1), ref right[0], B.Width);
        var products = new T[B.Width];
        sum.Store(ref products[0]);
        Assert.Equal(Part(left, 1).Zip(Part(right, 1), (x, y) => x * y), products);

        sum.AddProduct(Block(other, 2), Block(left, 3));
        sum.AddProduct(Block(left, 0), ref other[0], 2 * B.Width);
        sum.Store(ref products[0]);
        Assert.Equal(
            Enumerable.Range(0, B.Width).Select(i => (Part(left, 1)[i] * Part(right, 1)[i]) + (Part(other, 2)[i] * Part(left, 3)[i]) + (Part(left, 0)[i] * Part(other, 2)[i])),
            products);

        for (int count = 0; count <= B.Width; count++)
        {
            // What is left out may be anything.
            T[] numbers = [.. Enumerable.Range(0, B.Width).Select(i => i < B.Width - count ? T.NaN : T.CreateChecked(i))], kept = new T[B.Width];
            B.KeepMarked(B.MarkLast(count), B.Load(ref numbers[0])).Store(ref kept[0]);
            Assert.Equal(numbers.Select(x => T.IsNaN(x) ? T.Zero : x), kept);
        }
    }
}
