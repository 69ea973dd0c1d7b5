using System;
using System.Linq;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>Estimates the cycles of a schedule, by the machine's figures in <see cref="CostModel"/>: what decides between two.</summary>
/// <remarks>What it does not know is caches; where the tiles are equally good, the preference for fewer loads stands for them.</remarks>
internal static class LaneCost
{
    // Leaving a loop: its branch is foretold wrongly now and then.
    private const double CyclesOfAnExit = 0.31;

    // Between equals, the one that reads less: numbers come from the first cache, vectors of examples as often from the second.
    private const double WeightOfNumbers = CostModel.LoadPreference, WeightOfVectors = 5 * CostModel.LoadPreference;

    // Sums over examples and positions go through both tensors for every tile: what a tile reads twice comes from far away.
    private const double WeightOfSweptVectors = 2;

    /// <summary>Between equals, the one that is shorter: code must be compiled, fetched and read. For each line that is written out.</summary>
    public const double WeightOfCode = 0.003;

    // Examples come from the second cache: one vector in a cycle.
    private const double VectorsPerCycle = 1;

    public const double LatencyOfAdd = 4;

    // For each doubling of the distance between columns.
    private const double WeightOfStride = 0.01;

    // A first-level cache as most have it, half of it for what else is in use; the cost of each line beyond.
    private const int SetsOfCache = 64, Ways = 4;

    private const double WeightOfSet = 0.05;

    /// <summary>What a dynamic number of blocks counts as: a multiple of 1, 2, 3 and 4.</summary>
    private const int NominalBlocks = 12;

    /// <summary>The cycles of a schedule with so many columns in a block, for <see cref="NominalBlocks"/> blocks of examples, or as many as there are.</summary>
    /// <param name="epilogue">Instructions for the start and the end of each sum.</param>
    /// <param name="all">The schedule's tiles.</param>
    public static Estimate Of(LaneSchedule schedule, LaneTile[] all, VectorWidth width, VectorType type, int columns, int mostBlocks, double epilogue)
    {
        LaneNest nest = schedule.Nest;
        int blocks = Math.Min(mostBlocks, NominalBlocks), extent = schedule.Column < 0 ? 1 : Extent(nest.Axes[schedule.Column], blocks);
        Estimate full = OfTiles(schedule, all, width, type, columns, blocks, epilogue);
        double cycles = full.Cycles * (extent / columns);
        if (extent % columns is > 0 and var rest)
        {
            cycles += nest.Axes[schedule.Column].IsDynamic
                ? rest * OfTiles(schedule, all, width, type, 1, blocks, epilogue).Cycles
                : OfTiles(schedule, all, width, type, rest, blocks, epilogue).Cycles;
        }

        return full with { Cycles = cycles };
    }

    private static int Extent(NestAxis axis, int blocks) => axis.IsDynamic ? blocks : axis.Extent;

    /// <summary>The tiles of one block of columns, at all other places.</summary>
    private static Estimate OfTiles(LaneSchedule schedule, LaneTile[] all, VectorWidth width, VectorType type, int columns, int blocks, double epilogue)
    {
        LaneNest nest = schedule.Nest;
        double cycles = 0, numbers = 0, vectors = 0, terms = 0;
        int live = 0, code = 0, inOneSet = 0;
        int[] ofResult = [.. schedule.Loops(ofSum: false).Where(a => a != schedule.Column)], ofSum = schedule.Loops(ofSum: true);
        double share = ShareWithinBounds(schedule);
        foreach ((LaneSegment[] tile, int count, (LaneSegment[], Body)[] bodies) in all)
        {
            double tiles = ofResult.Aggregate(1.0, (n, a) => n * Repeats(a, tile[a]));
            double inTile = CostModel.PerTile + (CostModel.PerOutsideInstruction * epilogue * count * columns);
            foreach ((LaneSegment[] choice, Body body) in bodies)
            {
                double turns = ofSum.Aggregate(share, (n, a) => n * Repeats(a, choice[a]));
                double exits = ofSum.Length == 0 ? 0 : turns / Math.Max(1, Repeats(ofSum[ofSum.Length - 1], choice[ofSum[ofSum.Length - 1]]));
                int products = body.Terms.Count * columns;
                int ofA = schedule.HasColumnsOfA ? body.PlacesOfA * columns : nest.Routing is null ? body.Terms.Count : body.PlacesOfA;
                int ofB = nest.B is null ? 0 : schedule.HasColumnsOfB ? body.PlacesOfB * columns : body.Terms.Count;
                double loads = nest.B == OperandForm.Number ? (ofA / VectorsPerCycle) + (ofB / CostModel.LoadsPerCycle) : (ofA + ofB) / VectorsPerCycle;
                double latency = nest.B is null ? LatencyOfAdd : CostModel.MultiplyAddLatency;
                double turn = Math.Max(
                    Math.Max(products / CostModel.MultiplyAddsPerCycle, loads),
                    Math.Max(latency * body.LongestChain, (products + ofA + ofB + 4) / CostModel.InstructionsPerCycle));
                int needed = (count * columns) + (schedule.HasColumnsOfA && nest.B is not null ? columns : 0) + (schedule.HasColumnsOfB ? columns : 0)
                    + (schedule.HasColumnsOfA && schedule.HasColumnsOfB ? 0 : 1) + (nest.Routing is null ? 0 : 3 * columns);
                turn += CostModel.PerSpill * Math.Max(0, needed - width.Registers);
                inTile += (turns * (turn + CostModel.PerIteration)) + (exits * CyclesOfAnExit);
                live = Math.Max(live, needed);
                inOneSet = Math.Max(inOneSet, InOneSet(schedule, body, columns));
                // At a border two methods are inlined where else there is one.
                code += body.Terms.Sum(t => t.Before + t.After > 0 ? 3 : 1) + body.PlacesOfA;
                numbers += tiles * turns * (nest.B == OperandForm.Number ? ofB : 0);
                vectors += tiles * turns * ((body.PlacesOfA * (schedule.HasColumnsOfA ? columns : 1)) + (nest.B == OperandForm.Lanes ? body.PlacesOfB * (schedule.HasColumnsOfB ? columns : 1) : 0));
                terms += tiles * turns * products;
            }

            code += (int)(epilogue * count) + 8;
            cycles += tiles * inTile;
        }

        // Lines that fall into the same set of the cache drive each other out; columns far apart are on pages of their own.
        cycles *= 1 + (WeightOfStride * Math.Log(Math.Max(1, Math.Abs(schedule.ColumnStride.A) / LaneLayout.Block), 2)) + (WeightOfSet * Math.Max(0, inOneSet - Ways));
        double factor = 1 + (((WeightOfNumbers * numbers) + ((nest.SumsLanes ? WeightOfSweptVectors : WeightOfVectors) * vectors)) / Math.Max(1, terms)) + (WeightOfCode * code);
        return new Estimate(cycles * factor, live, code);

        double Repeats(int axis, LaneSegment segment) => nest.Axes[axis] is { IsLane: true } ? Math.Max(1, (double)LaneLayout.Block / type.Lanes)
            : nest.Axes[axis].IsDynamic ? (double)blocks / segment.Size
            : segment.Count;
    }

    /// <summary>The most blocks of examples of a turn that lie in one set of a cache with 64 of them.</summary>
    private static int InOneSet(LaneSchedule schedule, Body body, int columns) => body.Terms.Count == 0 ? 0 : body.Terms.Select(t => t.A).Distinct()
        .SelectMany(place => Enumerable.Range(0, schedule.HasColumnsOfA ? columns : 1).Select(c => place + (c * schedule.ColumnStride.A))).Distinct()
        .GroupBy(place => place / LaneLayout.Block % SetsOfCache).Max(g => g.Count());

    /// <summary>The part of the points that loops with bounds visit.</summary>
    private static double ShareWithinBounds(LaneSchedule schedule)
    {
        double share = 1;
        int[] point = new int[schedule.Nest.Axes.Count];
        foreach (DerivedIndex index in schedule.LoopBounds)
        {
            // The longest axis is not visited: what lies inside is one stretch of it.
            int[] axes = [.. index.Terms.Select(t => t.Axis).OrderByDescending(a => schedule.Nest.Axes[a].Extent)];
            long within = 0;
            Visit(1);
            share *= (double)within / axes.Aggregate(1L, (points, a) => points * schedule.Nest.Axes[a].Extent);

            void Visit(int k)
            {
                if (k == axes.Length)
                {
                    within += Within(index, axes[0], schedule.Nest.Axes[axes[0]].Extent, index.Numerator(point));
                    return;
                }

                for (point[axes[k]] = 0; point[axes[k]] < schedule.Nest.Axes[axes[k]].Extent; point[axes[k]]++)
                {
                    Visit(k + 1);
                }

                point[axes[k]] = 0;
            }
        }

        return share;
    }

    /// <summary>How many values of an axis, from 0 to its extent, keep an index inside that starts at <paramref name="start"/>.</summary>
    private static int Within(DerivedIndex index, int axis, int extent, int start)
    {
        // Only the ends and one phase of the divisor count, and a loop has but steps of whole numbers.
        long step = Math.Abs(index.Coefficient(axis)), first = index.Coefficient(axis) > 0 ? start : start - (step * (extent - 1)), end = (long)index.Extent * index.Divisor;
        long from = Math.Max(0, (step - 1 - first) / step), to = Math.Min(extent, end <= first ? 0 : ((end - 1 - first) / step) + 1);
        return (int)Math.Max(0, to - from);
    }
}

/// <param name="Cycles">For all blocks of examples.</param>
/// <param name="Live">The most vectors that are alive at one time.</param>
/// <param name="Code">Lines that are written out.</param>
internal sealed record Estimate(double Cycles, int Live, int Code);
