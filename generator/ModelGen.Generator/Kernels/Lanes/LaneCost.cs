using System;
using System.Linq;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>Estimates the cycles of a schedule, by the machine's figures in <see cref="CostModel"/>: what decides between two.</summary>
/// <remarks>What it does not know is caches; where the tiles are equally good, the preference for fewer loads stands for them.</remarks>
internal static class LaneCost
{
    // Leaving a loop: its branch is foretold wrongly now and then.
    private const double CyclesOfAnExit = 0.31;

    // Between equals, the one that reads less: numbers come from the first cache, vectors of examples as often from the second.
    private const double WeightOfNumbers = CostModel.LoadPreference, WeightOfVectors = 5 * CostModel.LoadPreference;

    /// <summary>Between equals, the one that is shorter: code must be compiled, fetched and read. For each instruction that is written out.</summary>
    public const double WeightOfCode = 0.00003;

    /// <summary>The same for a machine without vectors, where nothing will be fast.</summary>
    public const double WeightOfScalarCode = 0.002;

    /// <summary>What a dynamic number of blocks counts as: a multiple of 1, 2, 3 and 4.</summary>
    public const int NominalBlocks = 12;

    /// <summary>About what a schedule costs, without ordering its terms: loads that slide over one another count twice.</summary>
    /// <param name="bodies">How often the body is written out, for borders.</param>
    public static double About(double tiles, double turns, double terms, double sums, double numbers, double vectors, double bodies, double weightOfCode)
    {
        double turn = Math.Max(Math.Max(terms / CostModel.MultiplyAddsPerCycle, CostModel.MultiplyAddLatency * terms / sums), (terms + ((numbers + vectors) / 2)) / CostModel.InstructionsPerCycle);
        double cycles = tiles * ((turns * (turn + CostModel.PerIteration)) + CostModel.PerTile + (CostModel.PerOutsideInstruction * 2 * sums));
        return cycles * (1 + (((WeightOfNumbers * numbers) + (WeightOfVectors * vectors)) / terms) + (weightOfCode * bodies * (terms + ((numbers + vectors) / 2))));
    }

    /// <param name="epilogue">Instructions for the start and the end of a tile of sums.</param>
    public static Estimate Of(LaneSchedule schedule, int registers, Func<TileSum?[], double> epilogue, double weightOfCode)
    {
        LaneNest nest = schedule.Nest;
        double cycles = 0;
        double numbers = 0, vectors = 0, terms = 0;
        int live = 0, code = 0;
        int[] ofSum = schedule.Loops(ofSum: true);
        double share = ShareWithinBounds(schedule);
        foreach (LaneSegment[] tile in schedule.Choices(schedule.First, ofSum: false).ToArray())
        {
            TileSum?[] sums = schedule.Sums(tile);
            int count = sums.Count(s => s is not null);
            double tiles = schedule.Loops(ofSum: false).Aggregate(1.0, (n, a) => n * Repeats(nest, a, tile[a]));
            double inTile = CostModel.PerTile + (CostModel.PerOutsideInstruction * epilogue(sums));
            foreach (LaneSegment[] choice in schedule.Choices([.. tile], ofSum: true).ToArray())
            {
                Body body = schedule.BodyOf(choice);
                double turns = ofSum.Aggregate(share, (n, a) => n * Repeats(nest, a, choice[a]));
                double exits = ofSum.Length == 0 ? 0 : turns / Math.Max(1, Repeats(nest, ofSum[ofSum.Length - 1], choice[ofSum[ofSum.Length - 1]]));
                double turn = Math.Max(
                    Math.Max(body.Terms.Count / CostModel.MultiplyAddsPerCycle, body.Loads / CostModel.LoadsPerCycle),
                    Math.Max(CostModel.MultiplyAddLatency * body.LongestChain, (body.Terms.Count + body.Loads + 4) / CostModel.InstructionsPerCycle));
                int needed = count + body.Live;
                if (needed > registers - 1)
                {
                    turn += CostModel.PerSpill * (needed - registers + 2);
                }

                inTile += (turns * (turn + CostModel.PerIteration)) + (exits * CyclesOfAnExit);
                live = Math.Max(live, needed);
                code += body.Terms.Count + body.Loads;
                int ofNumbers = nest.B == OperandForm.Number ? body.Terms.Select(t => t.B).Distinct().Count() : 0;
                numbers += tiles * turns * ofNumbers;
                vectors += tiles * turns * (body.Loads - ofNumbers);
                terms += tiles * turns * body.Terms.Count;
            }

            code += 3 * count;
            cycles += tiles * inTile;
        }

        return new Estimate(cycles * (1 + (((WeightOfNumbers * numbers) + (WeightOfVectors * vectors)) / Math.Max(1, terms)) + (weightOfCode * code)), live, code);
    }

    private static double Repeats(LaneNest nest, int axis, LaneSegment segment) => nest.Axes[axis].IsDynamic ? (double)NominalBlocks / segment.Size : segment.Count;

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

/// <param name="Cycles">For <see cref="LaneCost.NominalBlocks"/> blocks of examples.</param>
/// <param name="Live">The most vectors that are alive at one time.</param>
/// <param name="Code">Instructions that are written out.</param>
internal sealed record Estimate(double Cycles, int Live, int Code);
