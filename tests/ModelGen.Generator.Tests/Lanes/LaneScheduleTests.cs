using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Vectors;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Lanes;

/// <summary>Schedules without C# text: every product once, no register too many, and the tiles that were measured to be best.</summary>
public sealed class LaneScheduleTests
{
    private const int MaxBatch = 64;

    public static TheoryData<string, int, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, int, bool>();
            foreach (string name in Contractions.All.Keys)
            {
                foreach (VectorWidth width in VectorWidth.All)
                {
                    cases.Add(name, width.Bits, false);
                    cases.Add(name, width.Bits, true);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_product_that_counts_is_computed_once(string name, int bits, bool isDouble)
    {
        LaneSchedule schedule = Select(name, bits, isDouble);
        Dictionary<Product, int> expected = Expected(schedule.Nest);
        foreach (LaneSchedule part in new[] { schedule, schedule.Rest }.OfType<LaneSchedule>())
        {
            Dictionary<Product, int> visited = Visited(part);
            visited.Where(v => !expected.TryGetValue(v.Key, out int times) || times != v.Value).ShouldBeEmpty();
            visited.Count.ShouldBe(expected.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sums_and_operands_fit_the_registers(string name, int bits, bool isDouble)
    {
        VectorWidth width = VectorWidth.All.Single(w => w.Bits == bits);
        LaneSchedule schedule = Select(name, bits, isDouble);
        foreach (LaneSchedule part in new[] { schedule, schedule.Rest }.OfType<LaneSchedule>())
        {
            Estimate estimate = LaneCost.Of(part, width.Registers, _ => 0, 0);
            estimate.Live.ShouldBeLessThanOrEqualTo(width.Registers - 1);
            estimate.Code.ShouldBeLessThanOrEqualTo(1100);
        }
    }

    [Theory]
    [InlineData("first forward, pooled")]
    [InlineData("first weight gradient, routed")]
    [InlineData("second forward, pooled")]
    [InlineData("second image gradient")]
    [InlineData("dense forward")]
    [InlineData("dense input gradient")]
    public void At_512_bits_enough_sums_hide_the_latency(string name)
    {
        LaneSchedule schedule = Select(name, 512, isDouble: false);
        schedule.Choices(schedule.First, ofSum: false).Select(tile => schedule.Sums([.. tile]).Count(s => s is not null)).ShouldAllBe(sums => sums >= 12 && sums <= 29);
    }

    [Fact]
    public void A_routed_gradient_takes_all_taps_of_a_channel_at_once()
    {
        LaneSchedule schedule = Select("first weight gradient, routed", 512, isDouble: false);
        schedule.ToString().ShouldBe("o:0+1×6 kx:0+5 ky:0+5 b:0+1×0 y:0+1×12 wy:0+2 x:0+1×12 wx:0+2");
    }

    [Fact]
    public void The_normal_form_prints_its_loops_and_borders() =>
        Select("strided image gradient", 512, isDouble: false).Nest.ToString().ShouldBe(
            "b<blocks y<8 yPhase<2 x<6 i<5 xPhase<2 Σo<7 Σky<3 Σkx<3; 0 ≤ 2y + yPhase < 15; 0 ≤ 2x + xPhase < 11; 0 ≤ (2y + yPhase + -1ky + 1) / 2 < 8; 0 ≤ (2x + xPhase + -1kx + 1) / 2 < 6");

    private static LaneSchedule Select(string name, int bits, bool isDouble)
    {
        VectorWidth width = VectorWidth.All.Single(w => w.Bits == bits);
        VectorType type = width.Type(isDouble ? ModelGen.Generator.Declarations.Precision.Double : ModelGen.Generator.Declarations.Precision.Single);
        return LaneKernelSelector.Select(NestBuilder.Build(Contractions.All[name], type, Contractions.Stride), width, type, MaxBatch, instructions: 2);
    }

    /// <summary>Every point of the loops that lies in all tensors, by where it reads and writes, and how often.</summary>
    private static Dictionary<Product, int> Expected(LaneNest nest)
    {
        Dictionary<Product, int> points = [];
        int[] point = new int[nest.Axes.Count];
        Visit(0);
        return points;

        void Visit(int axis)
        {
            if (axis == point.Length)
            {
                if (nest.Contains(point))
                {
                    Offsets at = nest.At(point);
                    Count(points, at.Result, at.A, at.B, nest.Routing?.Cell(point) ?? 0);
                }

                return;
            }

            // The blocks are alike: one of them shows what all do.
            int extent = nest.Axes[axis].IsDynamic ? 1 : nest.Axes[axis].Extent;
            for (point[axis] = 0; point[axis] < extent; point[axis]++)
            {
                Visit(axis + 1);
            }
        }
    }

    /// <summary>The same as the schedule's loops go, of the first block.</summary>
    private static Dictionary<Product, int> Visited(LaneSchedule schedule)
    {
        Dictionary<Product, int> points = [];
        foreach (Segment tile in Tiles(schedule))
        {
            TileSum?[] sums = schedule.Sums([.. tile.Chosen]);
            foreach (LaneSegment[] choice in schedule.Choices([.. tile.Chosen], ofSum: true).ToArray())
            {
                Body body = schedule.BodyOf(choice);
                Term[] terms = [.. body.Terms.Where(t => sums[t.Sum] is not null && IsOfFirstBlock(schedule, sums[t.Sum]!))];
                foreach (Offsets moved in Moves(schedule, choice))
                {
                    foreach (Term term in terms)
                    {
                        Count(points, sums[term.Sum]!.At.Result + moved.Result, term.A + moved.A, term.B + moved.B, term.Cell);
                    }
                }
            }
        }

        return points;
    }

    private static bool IsOfFirstBlock(LaneSchedule schedule, TileSum sum)
    {
        int block = schedule.BlockAxis;
        int[] axes = [.. Enumerable.Range(0, schedule.Nest.Axes.Count).Where(a => schedule.Nest.Axes[a].Role != AxisRole.Sum)];
        return Array.IndexOf(axes, block) is var k && (k < 0 || sum.Place[k] == 0);
    }

    private static IEnumerable<Segment> Tiles(LaneSchedule schedule) => schedule.Choices(schedule.First, ofSum: false).Select(c => new Segment([.. c])).ToArray();

    /// <summary>
    /// Where all loops with this choice of segments stand, in their turn, within the bounds that they have: a loop of the sum from where it begins.
    /// </summary>
    private static IEnumerable<Offsets> Moves(LaneSchedule schedule, LaneSegment[] chosen)
    {
        int[] axes = [.. Enumerable.Range(0, chosen.Length).Where(a => !schedule.Nest.Axes[a].IsDynamic && schedule.Moves(a, chosen[a]))];
        int[] point = new int[chosen.Length];
        List<Offsets> moves = [];
        Visit(0, default);
        return moves;

        void Visit(int k, Offsets at)
        {
            if (k == axes.Length)
            {
                if (schedule.LoopBounds.All(i => i.Contains(point)))
                {
                    moves.Add(at);
                }

                return;
            }

            int axis = axes[k];
            for (int n = 0; n < chosen[axis].Count; n++)
            {
                point[axis] = chosen[axis].Start + (n * chosen[axis].Size);
                int steps = schedule.Nest.Axes[axis].Role == AxisRole.Sum ? n * chosen[axis].Size : point[axis];
                Visit(k + 1, at + (steps * schedule.Nest.StrideOf(axis)));
            }
        }
    }

    private static void Count(Dictionary<Product, int> points, int result, int a, int b, int cell) =>
        CollectionsMarshal.GetValueRefOrAddDefault(points, new Product(result, a, b, cell), out _)++;

    /// <summary>A multiply-add by its places in memory.</summary>
    private readonly record struct Product(int Result, int A, int B, int Cell);

    private sealed record Segment(LaneSegment[] Chosen);
}
