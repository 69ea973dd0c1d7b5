using System;
using System.Linq;
using System.Numerics;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>The larger of each two neighbours, whatever a block consists of: against a loop over the numbers.</summary>
public sealed class PairsOfBlocksTests
{
    [Fact]
    public void Blocks_load_the_larger_of_each_pair()
    {
        Check<V1, float>();
        Check<V128, float>();
        Check<V128x2, float>();
        Check<V128x3, float>();
        Check<V128x4, float>();
        Check<V256, float>();
        Check<V256x2, float>();
        Check<V512, float>();
        Check<V512x4, float>();
        Check<Ending<V128x2, V128, float, By3>, float>();
        Check<Ending<V512, V512, float, By7>, float>();
        Check<Several<V1, float, By5>, float>();
    }

    [Fact]
    public void So_do_blocks_of_doubles()
    {
        Check<V1d, double>();
        Check<V128d, double>();
        Check<V128dx4, double>();
        Check<V256d, double>();
        Check<V256dx3, double>();
        Check<V512d, double>();
        Check<V512dx2, double>();
        Check<Ending<V256dx2, V256d, double, By1>, double>();
    }

    private static void Check<B, T>()
        where B : struct, IBlock<B, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Random random = new(B.Width);
        T[] numbers = [.. Enumerable.Range(0, 2 * B.Width).Select(_ => T.CreateChecked(random.Next(-9, 10)))];
        CheckPairs<B, T>(numbers);

        // Not a number where one of the two is none.
        numbers[0] = T.NaN;
        numbers[^1] = T.NaN;
        CheckPairs<B, T>(numbers);
    }

    private static void CheckPairs<B, T>(T[] numbers)
        where B : struct, IBlock<B, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var larger = new T[B.Width];
        B.LoadLargerOfPairs(ref numbers[0]).Store(ref larger[0]);
        T[] pairs = [.. numbers.Chunk(2).Select(pair => T.Max(pair[0], pair[1]))];
        Assert.Equal(pairs, larger);

        T[] below = [.. numbers.Reverse().Select(x => x + T.One)];
        var largest = new T[B.Width];
        B.LoadLargestOfSquares(ref numbers[0], ref below[0]).Store(ref largest[0]);
        Assert.Equal(pairs.Zip(below.Chunk(2), (x, pair) => T.Max(x, T.Max(pair[0], pair[1]))), largest);
    }
}
