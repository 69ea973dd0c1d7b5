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

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string name in Contractions.All.Keys)
            {
                cases.Add(name, false);
                cases.Add(name, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_product_that_counts_is_computed_once(string name, bool isDouble)
    {
        LaneSchedule schedule = Select(name, isDouble);
        Dictionary<Product, int> expected = Expected(schedule.Nest), visited = Visited(schedule);
        visited.Where(v => !expected.TryGetValue(v.Key, out int times) || times != v.Value).ShouldBeEmpty();
        visited.Count.ShouldBe(expected.Count);
    }

    /// <summary>Where results may be computed twice, the last tile of an axis overlaps the one before: each result is as it was, some are there twice.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void What_is_computed_twice_is_computed_as_a_whole(string name, bool isDouble)
    {
        LaneSchedule schedule = Select(name, isDouble, mayRepeat: true);
        Dictionary<Product, int> expected = Expected(schedule.Nest), visited = Visited(schedule);
        visited.Count.ShouldBe(expected.Count);
        visited.Keys.All(expected.ContainsKey).ShouldBeTrue();
        foreach (IGrouping<int, Product> result in expected.Keys.GroupBy(p => p.Result))
        {
            result.Select(p => (double)visited[p] / expected[p]).Distinct().Count().ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(64, 6, true, "0+6×11-2")]
    [InlineData(64, 6, false, "0+6×9|54+5×2")]
    [InlineData(16, 5, true, "0+4×4")]
    [InlineData(17, 6, true, "0+6×2|12+5")]
    public void A_tile_that_does_not_divide_an_axis_stands_once_where_little_is_repeated(int extent, int chunk, bool mayRepeat, string segments)
    {
        LaneNest nest = new([new NestAxis("o", extent, AxisRole.Result, new Offsets(1, 0, 1))], [], default, OperandForm.Lanes, OperandForm.Number, SumsLanes: false) { MayRepeat = mayRepeat };
        int parts = (extent + chunk - 1) / chunk;
        LaneSegment[] cut = LaneSegment.Cut(nest, 0, [(extent + parts - 1) / parts]);
        string.Join("|", cut.Select(s => s.ToString())).ShouldBe(segments);
        cut[^1].End.ShouldBe(extent);
        cut[^1].StartOf(cut[^1].Count - 1).ShouldBe(extent - cut[^1].Size);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sums_and_operands_fit_the_registers(string name, bool isDouble)
    {
        LaneSchedule schedule = Select(name, isDouble);
        foreach ((VectorWidth width, int columns) in VectorWidth.All.Zip(schedule.Blocks).Where(w => !w.First.IsScalar))
        {
            Estimate estimate = LaneCost.Of(schedule, LaneTile.AllOf(schedule), width, width.Type(PrecisionOf(isDouble)), columns, MaxBatch / LaneLayout.Block, 0);
            estimate.Live.ShouldBeLessThanOrEqualTo(width.Registers);
            estimate.Code.ShouldBeLessThanOrEqualTo(300);
        }
    }

    [Theory]
    [InlineData("first forward, pooled")]
    [InlineData("second forward, pooled")]
    [InlineData("second image gradient")]
    [InlineData("dense forward")]
    [InlineData("dense input gradient")]
    public void At_512_bits_enough_sums_hide_the_latency(string name)
    {
        LaneSchedule schedule = Select(name, isDouble: false);
        schedule.Choices(schedule.First, ofSum: false).Select(tile => schedule.Blocks[0] * schedule.Sums([.. tile]).Count(s => s is not null)).ShouldAllBe(sums => sums >= 12 && sums <= 29);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Runs_cover_the_columns_and_tell_the_borders(string name, bool isDouble)
    {
        LaneSchedule schedule = Select(name, isDouble);
        if (schedule.Column < 0 || schedule.Nest.Axes[schedule.Column] is not { IsDynamic: false, Extent: var extent })
        {
            return;
        }

        (int before, int after) = schedule.Reach;
        foreach (int columns in schedule.Blocks)
        {
            int next = 0;
            foreach (ColumnRun run in ColumnRun.Of(extent, columns, schedule.Reach))
            {
                run.First.ShouldBe(next);
                ((run.End - run.First) % run.Columns).ShouldBe(0);
                next = run.End;
                for (int first = run.First; first < run.End; first += run.Columns)
                {
                    int end = first + run.Columns;
                    Math.Max(0, before - first).ShouldBe(run.Before is { } b ? Math.Max(0, before - b) : 0);
                    Math.Max(0, after - (extent - end)).ShouldBe(run.After is { } a ? Math.Max(0, after - a) : 0);
                }
            }

            next.ShouldBe(extent);
        }
    }

    [Fact]
    public void The_normal_form_prints_its_loops_and_borders() =>
        Select("strided image gradient", isDouble: false).Nest.ToString().ShouldBe(
            "b<blocks y<8 yPhase<2 x<6 i<5 xPhase<2 lane<16 Σo<7 Σky<3 Σkx<3; 0 ≤ 2y + yPhase < 15; 0 ≤ 2x + xPhase < 11; 0 ≤ (2y + yPhase + -1ky + 1) / 2 < 8; 0 ≤ (2x + xPhase + -1kx + 1) / 2 < 6");

    private static LaneSchedule Select(string name, bool isDouble, bool mayRepeat = false) =>
        LaneKernelSelector.Select(NestBuilder.Build(Contractions.All[name], Contractions.Stride) with { MayRepeat = mayRepeat }, PrecisionOf(isDouble), MaxBatch, instructions: 2);

    private static ModelGen.Generator.Declarations.Precision PrecisionOf(bool isDouble) =>
        isDouble ? ModelGen.Generator.Declarations.Precision.Double : ModelGen.Generator.Declarations.Precision.Single;

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

            // The blocks are alike, and their lanes: one of them shows what all do.
            int extent = nest.Axes[axis].IsDynamic || nest.Axes[axis].IsLane ? 1 : nest.Axes[axis].Extent;
            for (point[axis] = 0; point[axis] < extent; point[axis]++)
            {
                Visit(axis + 1);
            }
        }
    }

    /// <summary>The same as the schedule's loops go, of the first block and lane.</summary>
    private static Dictionary<Product, int> Visited(LaneSchedule schedule)
    {
        Dictionary<Product, int> points = [];
        schedule.Segments.Where((_, a) => schedule.Nest.Axes[a].IsLane).ShouldAllBe(s => s.Single() == new LaneSegment(0, 1, LaneLayout.Block));
        foreach (Segment tile in Tiles(schedule))
        {
            TileSum?[] sums = schedule.Sums([.. tile.Chosen]);
            foreach (LaneSegment[] choice in schedule.Choices([.. tile.Chosen], ofSum: true).ToArray())
            {
                Body body = schedule.BodyOf(choice);
                Term[] terms = [.. body.Terms.Where(t => sums[t.Sum] is not null && IsOfFirstBlock(schedule, sums[t.Sum]!))];
                foreach ((Offsets moved, int column) in Moves(schedule, choice))
                {
                    foreach (Term term in terms.Where(t => column < 0 || (column >= t.Before && column < schedule.Nest.Axes[schedule.Column].Extent - t.After)))
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
    private static IEnumerable<(Offsets Moved, int Column)> Moves(LaneSchedule schedule, LaneSegment[] chosen)
    {
        int[] axes = [.. Enumerable.Range(0, chosen.Length).Where(a => schedule.Nest.Axes[a] is { IsDynamic: false, IsLane: false } && schedule.Moves(a, chosen[a]))];
        int[] point = new int[chosen.Length];
        List<(Offsets, int)> moves = [];
        Visit(0, default);
        return moves;

        void Visit(int k, Offsets at)
        {
            if (k == axes.Length)
            {
                if (schedule.LoopBounds.All(i => i.Contains(point)))
                {
                    moves.Add((at, schedule.Column >= 0 && !schedule.Nest.Axes[schedule.Column].IsDynamic ? point[schedule.Column] : -1));
                }

                return;
            }

            int axis = axes[k];
            for (int n = 0; n < chosen[axis].Count; n++)
            {
                point[axis] = chosen[axis].StartOf(n);
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
