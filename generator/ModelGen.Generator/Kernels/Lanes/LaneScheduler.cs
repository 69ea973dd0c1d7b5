using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>Chooses the schedule of a contraction with examples in the lanes: all sensible tiles, the cheapest by <see cref="LaneCost"/>.</summary>
internal static class LaneScheduler
{
    // Tiles beyond these were never the best of any measured kernel.
    private const int MostChunkOfSum = 5, MostTerms = 160, MostWrittenOutAxes = 5, MostBlocksInTile = 4;

    // About 20 bytes of IL an instruction: half of what the JIT optimises is 30,000.
    private const int MostCode = 1100;

    // How many candidates have their terms ordered; the others cost more before that. More, if none of these fits.
    private const int Finalists = 24, MostTried = 200;

    /// <param name="registers">Vector registers of the machine.</param>
    /// <param name="foldsNumbers">Whether a broadcast number can be read by the instruction that uses it.</param>
    /// <param name="mostBlocks">The most blocks of examples there are.</param>
    /// <param name="epilogue">Instructions for the start and the end of a tile of sums.</param>
    /// <param name="weightOfCode">What an instruction more costs.</param>
    public static LaneSchedule Select(LaneNest nest, int registers, bool foldsNumbers, int mostBlocks, Func<TileSum?[], double> epilogue, double weightOfCode)
    {
        LaneSchedule best = Best(nest, registers, foldsNumbers, Math.Min(mostBlocks, MostBlocksInTile), epilogue, weightOfCode);
        int block = best.BlockAxis;
        return nest.Axes[block].Role == AxisRole.Result && best.Chunks[block] > 1
            ? best with { Rest = Best(nest, registers, foldsNumbers, 1, epilogue, weightOfCode) }
            : best;
    }

    private static LaneSchedule Best(LaneNest nest, int registers, bool foldsNumbers, int mostBlocks, Func<TileSum?[], double> epilogue, double weightOfCode)
    {
        List<(int[] Chunks, double Bound)> candidates = Candidates(nest, registers, MostTerms, mostBlocks, weightOfCode);
        if (candidates.Count == 0)
        {
            candidates = Candidates(nest, int.MaxValue, int.MaxValue, mostBlocks, weightOfCode);
        }

        List<(LaneSchedule Schedule, Estimate Estimate)> finalists = [];
        foreach ((int[] chunks, _) in candidates.OrderBy(c => c.Bound).Take(MostTried))
        {
            LaneSchedule schedule = LaneSchedule.Of(nest, chunks, foldsNumbers);
            finalists.Add((schedule, LaneCost.Of(schedule, registers, epilogue, weightOfCode)));
            if (finalists.Count >= Finalists && finalists.Any(f => Fits(f.Estimate)))
            {
                break;
            }
        }

        return finalists.OrderBy(f => Fits(f.Estimate) ? 0 : 1).ThenBy(f => f.Estimate.Cycles).First().Schedule;

        bool Fits(Estimate e) => e.Code <= MostCode && e.Live <= registers - 1;
    }

    /// <summary>Chunks for every axis, with the least they may cost.</summary>
    /// <param name="mostTerms">The most terms of a body, of those that a division leaves.</param>
    private static List<(int[] Chunks, double Bound)> Candidates(LaneNest nest, int registers, int mostTerms, int mostBlocks, double weightOfCode)
    {
        int count = nest.Axes.Count, divisors = nest.Indices.Aggregate(1, (product, i) => product * i.Divisor);
        int[][] options = [.. Enumerable.Range(0, count).Select(a => Options(nest, a, mostBlocks))];
        int[] chunks = new int[count];
        List<(int[], double)> candidates = [];
        Choose(0, 1, 1, 0);
        return candidates;

        void Choose(int axis, int sums, int terms, int written)
        {
            if (sums > registers - 3 || terms / divisors > mostTerms || (written > MostWrittenOutAxes && mostTerms == MostTerms))
            {
                return;
            }

            if (axis == count)
            {
                if (nest.Indices.All(i => Fits(nest, i, chunks)))
                {
                    candidates.Add(([.. chunks], Bound(nest, chunks, sums, terms, weightOfCode)));
                }

                return;
            }

            foreach (int chunk in options[axis])
            {
                chunks[axis] = chunk;
                bool isSum = nest.Axes[axis].Role == AxisRole.Sum;
                Choose(axis + 1, isSum ? sums : sums * chunk, terms * chunk, chunk > 1 ? written + 1 : written);
            }
        }
    }

    private static int[] Options(LaneNest nest, int axis, int mostBlocks)
    {
        NestAxis a = nest.Axes[axis];
        bool isRouted = nest.Routing is { } routing && routing.Axes.All(r => r.Axis != axis) && nest.StrideOf(axis).A != 0;
        bool isPhase = nest.Indices.Any(i => i.Coefficient(axis) % i.Divisor != 0);
        return a.Role == AxisRole.Window || isPhase || nest.Routing?.Axes.Any(r => r.Axis == axis) == true ? [a.Extent]
            : a.IsDynamic ? a.Role == AxisRole.Result ? [.. Enumerable.Range(1, mostBlocks).Where(n => mostBlocks % n == 0)] : [1]
            : isRouted ? [1]
            : [.. Enumerable.Range(1, Math.Min(a.Extent, a.Role == AxisRole.Result ? LaneContraction.MostChunkOfResult : MostChunkOfSum)).Select(most => Even(a.Extent, most)).Append(Small(a)).Distinct()];
    }

    private static int Small(NestAxis axis) => axis.Extent <= LaneContraction.SmallKernel ? axis.Extent : 1;

    /// <summary>The size of the largest chunk when an extent is cut evenly into chunks of at most <paramref name="most"/>.</summary>
    private static int Even(int extent, int most)
    {
        int parts = (extent + most - 1) / most;
        return (extent + parts - 1) / parts;
    }

    /// <summary>Whether an index can be kept inside: by what is written out, or by one loop within another.</summary>
    private static bool Fits(LaneNest nest, DerivedIndex index, int[] chunks)
    {
        int[] loops = [.. index.Terms.Select(t => t.Axis).Where(a => chunks[a] != nest.Axes[a].Extent)];
        return loops.Length switch
        {
            0 => true,
            1 => index.Coefficient(loops[0]) % index.Divisor == 0,
            2 => index.Divisor == 1 && index.Terms.Count == 2 && loops.All(a => chunks[a] == 1)
                && loops.Count(a => nest.Axes[a].Role == AxisRole.Sum) >= 1
                && Math.Abs(index.Coefficient(loops.Last(a => nest.Axes[a].Role == AxisRole.Sum))) == 1,
            _ => false,
        };
    }

    /// <summary>The least cycles of a schedule: its multiply-adds, the waits of its sums, its loads.</summary>
    private static double Bound(LaneNest nest, int[] chunks, int sums, int terms, double weightOfCode)
    {
        double tiles = 1, turns = 1, a = 1, b = 1;
        for (int i = 0; i < chunks.Length; i++)
        {
            NestAxis axis = nest.Axes[i];
            double count = Math.Ceiling((axis.IsDynamic ? LaneCost.NominalBlocks : axis.Extent) / (double)chunks[i]);
            if (axis.Role == AxisRole.Sum)
            {
                turns *= count;
            }
            else
            {
                tiles *= count;
            }

            Offsets stride = axis.Strides;
            foreach (DerivedIndex index in nest.Indices)
            {
                stride += index.Coefficient(i) * index.Strides;
            }

            a *= stride.A == 0 ? 1 : chunks[i];
            b *= stride.B == 0 ? 1 : chunks[i];
        }

        (double numbers, double vectors) = nest.B switch { null => (0, a), OperandForm.Number => (b, a), _ => (0, a + b) };
        return LaneCost.About(tiles, turns, terms, sums, numbers, vectors, nest.Indices.Aggregate(1.0, (bodies, index) => bodies * Bodies(nest, index, chunks)), weightOfCode);
    }

    /// <summary>About how many bodies an index asks for: those inside, and those that reach over either border.</summary>
    private static double Bodies(LaneNest nest, DerivedIndex index, int[] chunks)
    {
        int[] loops = [.. index.Terms.Select(t => t.Axis).Where(a => chunks[a] != nest.Axes[a].Extent)];
        if (loops.Length != 1)
        {
            return 1;
        }

        int least = index.Offset + index.Terms.Sum(t => Math.Min(0, t.Coefficient * (nest.Axes[t.Axis].Extent - 1)));
        int most = index.Offset + index.Terms.Sum(t => Math.Max(0, t.Coefficient * (nest.Axes[t.Axis].Extent - 1)));
        double step = Math.Abs(index.Coefficient(loops[0])) * chunks[loops[0]];
        double outside = Math.Ceiling(Math.Max(0, -least) / step) + Math.Ceiling(Math.Max(0, most + 1 - (index.Extent * index.Divisor)) / step);
        return Math.Min(outside + 1, Math.Ceiling((double)nest.Axes[loops[0]].Extent / chunks[loops[0]]));
    }
}
