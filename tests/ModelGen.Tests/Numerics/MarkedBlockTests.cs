using System;
using System.Linq;
using System.Numerics;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>The first numbers of a block kept and the others left out, sums over a block and its largest number, whatever it consists of.</summary>
public sealed class MarkedBlockTests
{
    [Fact]
    public void Blocks_keep_their_first_numbers_and_add_up()
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
        Check<Ending<V512x3, V128, float, By0>, float>();
        Check<Several<V1, float, By10>, float>();
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
        Check<Several<V1d, double, By3>, double>();
    }

    private static void Check<B, T>()
        where B : struct, IBlock<B, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] ends = [.. Enumerable.Range(0, B.Width).Select(n => T.CreateChecked(n == B.Width - 1 ? 2 : -n))];
        Assert.Equal(T.CreateChecked(2), B.Largest(B.Load(ref ends[0])));
        Array.Reverse(ends);
        Assert.Equal(T.CreateChecked(2), B.Largest(B.Load(ref ends[0])));

        T[] sequence = new T[B.Width];
        B.Sequence(1000).Store(ref sequence[0]);
        Assert.Equal(Enumerable.Range(1000, B.Width).Select(T.CreateChecked), sequence);

        // What is left out may be anything.
        T[] numbers = [.. Enumerable.Range(1, B.Width).Select(n => n % 3 == 0 ? T.NaN : T.CreateChecked(n))];
        for (int count = -2; count <= B.Width + 2; count++)
        {
            var kept = new T[B.Width];
            B.KeepMarked(B.MarkFirst(count), B.Load(ref numbers[0])).Store(ref kept[0]);
            Assert.Equal(numbers.Select((x, lane) => lane < count ? x : T.Zero), kept);

            B.SelectMarked(B.MarkFrom(count), B.Create(T.One), B.Load(ref numbers[0])).Store(ref kept[0]);
            Assert.Equal(numbers.Select((x, lane) => lane < count ? x : T.One), kept);

            T[] ordinals = [.. Enumerable.Range(1, B.Width).Select(T.CreateChecked)];
            int first = Math.Clamp(count, 0, B.Width);
            Assert.Equal(T.CreateChecked(first * (first + 1) / 2), B.Sum(B.KeepMarked(B.MarkFirst(count), B.Load(ref ordinals[0]))));
        }
    }
}
