using System;
using System.Linq;
using System.Numerics;
using ModelGen.Numerics;
using Xunit;

namespace ModelGen.Tests.Numerics;

/// <summary>Blocks of columns against loops over their numbers: loads, stores and products, and what lies outside at the borders.</summary>
public sealed class ColumnsTests
{
    // Columns stand so far apart, and the first so far into the tensor.
    private const int Step = 40, First = 3 * Step;

    [Fact]
    public void Columns_are_loaded_multiplied_and_stored()
    {
        Check<V1, float>();
        Check<V128, float>();
        Check<V128x2, float>();
        Check<V128x3, float>();
        Check<V128x4, float>();
        Check<V256, float>();
        Check<V256x3, float>();
        Check<V512, float>();
        Check<V512x2, float>();
        Check<V512x4, float>();
    }

    [Fact]
    public void So_are_columns_of_doubles()
    {
        Check<V1d, double>();
        Check<V128dx3, double>();
        Check<V256dx2, double>();
        Check<V256dx4, double>();
        Check<V512d, double>();
        Check<V512dx3, double>();
    }

    [Fact]
    public void Columns_outside_are_0_and_take_no_part()
    {
        CheckBorders<V1, float>();
        CheckBorders<V128x2, float>();
        CheckBorders<V128x4, float>();
        CheckBorders<V256x3, float>();
        CheckBorders<V512, float>();
        CheckBorders<V512x4, float>();
        CheckBorders<V1d, double>();
        CheckBorders<V256dx4, double>();
    }

    private static void Check<B, T>()
        where B : struct, IColumns<B, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] tensor = Tensor<T>();
        Assert.Equal(B.Width, (B.Columns * B.Lanes));
        Assert.Equal(Expected((c, lane) => tensor[First + (c * Step) + lane]), Numbers<B, T>(B.LoadColumns(ref tensor[0], First, Step)));
        Assert.Equal(Expected((_, lane) => tensor[First + lane]), Numbers<B, T>(B.LoadForAll(ref tensor[0], First)));
        Assert.Equal(Expected((c, _) => tensor[First + (c * Step)]), Numbers<B, T>(B.BroadcastColumns(ref tensor[0], First, Step)));

        B sum = B.LoadColumns(ref tensor[0], First, Step);
        sum.AccumulateLanes(ref tensor[7], B.LoadColumns(ref tensor[0], First + Step, Step));
        Assert.Equal(Expected((c, lane) => tensor[First + (c * Step) + lane] + (tensor[7 + lane] * tensor[First + Step + (c * Step) + lane])), Numbers<B, T>(sum));

        Assert.Equal(
            Expected((c, _) => Enumerable.Range(0, B.Lanes).Aggregate(T.Zero, (total, lane) => total + tensor[First + (c * Step) + lane])),
            Numbers<B, T>(B.SumOfLanes(B.LoadColumns(ref tensor[0], First, Step))));

        var stored = new T[tensor.Length];
        B.LoadColumns(ref tensor[0], First, Step).StoreColumns(ref stored[0], 5, Step);
        Assert.Equal(tensor.Select((_, i) => (i - 5) % Step < B.Lanes && i >= 5 && (i - 5) / Step < B.Columns ? tensor[First + i - 5] : T.Zero), stored);

        stored = new T[tensor.Length];
        B.LoadColumns(ref tensor[0], First, Step).StoreFirstLanes(ref stored[0], 5, Step);
        Assert.Equal(tensor.Select((_, i) => i >= 5 && (i - 5) % Step == 0 && (i - 5) / Step < B.Columns ? tensor[First + i - 5] : T.Zero), stored);

        Assert.False(B.HasNaN(B.LoadColumns(ref tensor[0], First, Step)));
        for (int c = 0; c < B.Columns; c++)
        {
            T[] holed = Tensor<T>();
            holed[First + (c * Step) + B.Lanes - 1] = T.NaN;
            Assert.True(B.HasNaN(B.LoadColumns(ref holed[0], First, Step)));
        }

        static T[] Expected(Func<int, int, T> number) => [.. Enumerable.Range(0, B.Width).Select(i => number(i / B.Lanes, i % B.Lanes))];
    }

    private static void CheckBorders<B, T>()
        where B : struct, IColumns<B, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckEdges<Inside<B, T>, B, T>(int.MaxValue, int.MaxValue);
        CheckEdges<AtFirst<B, T>, B, T>(0, int.MaxValue);
        CheckEdges<AtLast<B, T>, B, T>(int.MaxValue, 0);
        CheckEdges<AtBoth<B, T>, B, T>(0, 0);
        CheckEdges<Edges<B, T, By0, By1>, B, T>(0, 1);
        CheckEdges<Edges<B, T, By2, Far>, B, T>(2, int.MaxValue);
        CheckEdges<Edges<B, T, By1, By2>, B, T>(1, 2);
    }

    private static void CheckEdges<E, B, T>(int before, int after)
        where E : struct, IEdges<B, T>
        where B : struct, IColumns<B, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] tensor = Tensor<T>();
        B[] first = [E.LoadFrom1(ref tensor[0], First, Step), E.LoadFrom2(ref tensor[0], First, Step), E.LoadFrom3(ref tensor[0], First, Step)];
        B[] last = [E.LoadTo1(ref tensor[0], First, Step), E.LoadTo2(ref tensor[0], First, Step), E.LoadTo3(ref tensor[0], First, Step)];
        B x = B.LoadColumns(ref tensor[0], First, Step);
        var firstSums = new B[3];
        E.AccumulateFrom1(ref firstSums[0], ref tensor[1], x);
        E.AccumulateFrom2(ref firstSums[1], ref tensor[1], x);
        E.AccumulateFrom3(ref firstSums[2], ref tensor[1], x);
        var lastSums = new B[3];
        E.AccumulateTo1(ref lastSums[0], ref tensor[1], x);
        E.AccumulateTo2(ref lastSums[1], ref tensor[1], x);
        E.AccumulateTo3(ref lastSums[2], ref tensor[1], x);
        for (int reach = 1; reach <= 3; reach++)
        {
            int skipped = Math.Max(0, reach - before), dropped = Math.Max(0, reach - after);
            Assert.Equal(Expected(T.One, c => c >= skipped), Numbers<B, T>(first[reach - 1]));
            Assert.Equal(Expected(T.One, c => c < B.Columns - dropped), Numbers<B, T>(last[reach - 1]));
            Assert.Equal(Expected(tensor[1], c => c >= skipped), Numbers<B, T>(firstSums[reach - 1]));
            Assert.Equal(Expected(tensor[1], c => c < B.Columns - dropped), Numbers<B, T>(lastSums[reach - 1]));
        }

        T[] Expected(T factor, Func<int, bool> isInside) =>
            [.. Enumerable.Range(0, B.Width).Select(i => isInside(i / B.Lanes) ? factor * tensor[First + (i / B.Lanes * Step) + (i % B.Lanes)] : T.Zero)];
    }

    /// <summary>Whole numbers, of which sums and products are exact.</summary>
    private static T[] Tensor<T>()
        where T : IFloatingPointIeee754<T> => [.. Enumerable.Range(0, 10 * Step).Select(i => T.CreateChecked((i * 7 % 23) - 11))];

    private static T[] Numbers<B, T>(B block)
        where B : struct, IColumns<B, T>
        where T : unmanaged
    {
        var numbers = new T[B.Width];
        block.Store(ref numbers[0]);
        return numbers;
    }
}
