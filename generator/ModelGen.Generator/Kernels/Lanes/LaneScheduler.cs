using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>
/// Chooses the schedule of a contraction with examples in the lanes: all sensible tiles, the cheapest by <see cref="LaneCost"/>. The text serves all widths, and the
/// machine's registers decide how many columns a block has.
/// </summary>
internal static class LaneScheduler
{
    // Tiles beyond these were never the best of any measured kernel.
    private const int MostChunkOfSum = 5, MostTerms = 80, MostWrittenOutAxes = 5, MostRows = 14;

    // The JIT inlines some 490 calls into a method: one for each line of a tile, and some for each line of its end.
    private const int MostCode = 200;

    // How many candidates are looked at closely; the others cost more before that. More, if none of these fits.
    private const int Finalists = 100, MostTried = 200;

    private static readonly VectorWidth[] Judges = [VectorWidth.All[0], VectorWidth.All[1]];

    /// <param name="mostBlocks">The most blocks of examples there are.</param>
    /// <param name="epilogue">Instructions for the start and the end of a sum.</param>
    public static LaneSchedule Select(LaneNest nest, Precision precision, int mostBlocks, double epilogue)
    {
        List<(int Column, int[] Chunks, double Bound)> candidates = Candidates(nest, MostTerms, mostBlocks);
        if (candidates.Count == 0)
        {
            candidates = Candidates(nest, int.MaxValue, mostBlocks);
        }

        List<(LaneSchedule Schedule, double Cost, bool Fits)> finalists = [];
        foreach ((int column, int[] chunks, _) in candidates.OrderBy(c => c.Bound).Take(MostTried))
        {
            LaneSchedule schedule = LaneSchedule.Of(nest, column, chunks);
            LaneTile[] tiles = LaneTile.AllOf(schedule);
            if (column >= 0 && !IsWithinReach(tiles))
            {
                continue;
            }

            Estimate[] bests = [.. Judges.Select(w => Best(schedule, tiles, w, precision, mostBlocks, epilogue).Estimate)];
            bool fits = bests.All(e => e.Code <= MostCode) && Judges.Zip(bests, (w, e) => e.Live <= w.Registers).All(b => b);

            // A vector of 256 bits takes two turns where one of 512 takes one.
            finalists.Add((schedule, (2 * bests[0].Cycles) + bests[1].Cycles, fits));
            if (finalists.Count >= Finalists && finalists.Any(f => f.Fits))
            {
                break;
            }
        }

        LaneSchedule best = finalists.OrderBy(f => f.Fits ? 0 : 1).ThenBy(f => f.Cost).First().Schedule;
        LaneTile[] itsTiles = LaneTile.AllOf(best);
        return best with { Blocks = [.. VectorWidth.All.Select(w => w.IsScalar ? 1 : Best(best, itsTiles, w, precision, mostBlocks, epilogue).Columns)] };
    }

    /// <summary>The number of columns with which a width is fastest.</summary>
    private static (int Columns, Estimate Estimate) Best(LaneSchedule schedule, LaneTile[] tiles, VectorWidth width, Precision precision, int mostBlocks, double epilogue)
    {
        int most = schedule.Column < 0 ? 1 : Math.Min(CostModel.MostVectorsOfBlock, schedule.Nest.Axes[schedule.Column] is { IsDynamic: false } axis ? axis.Extent : mostBlocks);
        return Enumerable.Range(1, most)
            .Select(n => (n, LaneCost.Of(schedule, tiles, width, width.Type(precision), n, mostBlocks, epilogue)))
            .OrderBy(b => b.Item2.Live <= width.Registers ? 0 : 1).ThenBy(b => b.Item2.Cycles).First();
    }

    /// <summary>Whether no term reaches over the borders of the columns farther than blocks can tell, nor over both.</summary>
    private static bool IsWithinReach(LaneTile[] tiles) => tiles.SelectMany(t => t.Bodies).SelectMany(b => b.Body.Terms)
        .All(t => t.Before <= LaneSchedule.MostReach && t.After <= LaneSchedule.MostReach && (t.Before == 0 || t.After == 0));

    /// <summary>Columns, and chunks for every axis, with the least they may cost.</summary>
    /// <param name="mostTerms">The most terms of a body, of those that a division leaves.</param>
    private static List<(int Column, int[] Chunks, double Bound)> Candidates(LaneNest nest, int mostTerms, int mostBlocks)
    {
        int count = nest.Axes.Count, divisors = nest.Indices.Aggregate(1, (product, i) => product * i.Divisor);
        int[][] options = [.. Enumerable.Range(0, count).Select(a => Options(nest, a))];
        int[] chunks = new int[count];
        List<(int, int[], double)> candidates = [];
        foreach (int column in Enumerable.Range(-1, count + 1).Where(c => c < 0 || CanBeColumns(nest, c, mostBlocks)))
        {
            Choose(column, 0, 1, 1, 0);
        }

        return candidates;

        void Choose(int column, int axis, int rows, int terms, int written)
        {
            if ((rows > MostRows && mostTerms == MostTerms) || terms / divisors > mostTerms || (written > MostWrittenOutAxes && mostTerms == MostTerms))
            {
                return;
            }

            if (axis == count)
            {
                if (nest.Indices.All(i => Fits(nest, i, chunks, column)))
                {
                    candidates.Add((column, [.. chunks], Bound(nest, column, chunks, rows, terms, mostBlocks)));
                }

                return;
            }

            foreach (int chunk in axis == column ? [1] : options[axis])
            {
                chunks[axis] = chunk;
                bool isSum = nest.Axes[axis].Role == AxisRole.Sum;
                Choose(column, axis + 1, isSum ? rows : rows * chunk, terms * chunk, chunk > 1 ? written + 1 : written);
            }
        }
    }

    /// <summary>Whether neighbours along an axis can lie in a block: an operand with lanes differs from one to the next.</summary>
    private static bool CanBeColumns(LaneNest nest, int axis, int mostBlocks)
    {
        NestAxis a = nest.Axes[axis];
        Offsets stride = nest.StrideOf(axis);
        DerivedIndex[] along = [.. nest.Indices.Where(i => i.Coefficient(axis) != 0)];
        return a.Role == AxisRole.Result && !a.IsLane && !IsPhase(nest, axis) && nest.Routing?.Axes.Any(r => r.Axis == axis) != true
            && (a.IsDynamic ? mostBlocks > 1 : a.Extent > 1)
            && (stride.A != 0 || (stride.B != 0 && nest.B == OperandForm.Lanes))
            && along.Length <= 1 && along.All(i => (i.Strides.A != 0) != (i.Strides.B != 0) && (nest.B != OperandForm.Number || stride.B == 0) && (nest.B is not null || i.Terms.All(t => nest.Axes[t.Axis].Role != AxisRole.Window)));
    }

    private static bool IsPhase(LaneNest nest, int axis) => nest.Indices.Any(i => i.Coefficient(axis) % i.Divisor != 0);

    private static int[] Options(LaneNest nest, int axis)
    {
        NestAxis a = nest.Axes[axis];
        bool isRouted = nest.Routing is { } routing && routing.Axes.All(r => r.Axis != axis) && nest.StrideOf(axis).A != 0;
        return a.Role == AxisRole.Window || IsPhase(nest, axis) || nest.Routing?.Axes.Any(r => r.Axis == axis) == true ? [a.Extent]
            : a.IsDynamic || a.IsLane || isRouted ? [1]
            : [.. Enumerable.Range(1, Math.Min(a.Extent, a.Role == AxisRole.Result ? LaneContraction.MostChunkOfResult : MostChunkOfSum)).Select(most => Even(a.Extent, most)).Append(Small(a)).Distinct()];
    }

    private static int Small(NestAxis axis) => axis.Extent <= LaneContraction.SmallKernel ? axis.Extent : 1;

    /// <summary>The size of the largest chunk when an extent is cut evenly into chunks of at most <paramref name="most"/>.</summary>
    private static int Even(int extent, int most)
    {
        int parts = (extent + most - 1) / most;
        return (extent + parts - 1) / parts;
    }

    /// <summary>Whether an index can be kept inside: by what is written out, by one loop within another, or by columns that are left out.</summary>
    private static bool Fits(LaneNest nest, DerivedIndex index, int[] chunks, int column)
    {
        int[] loops = [.. index.Terms.Select(t => t.Axis).Where(a => chunks[a] != nest.Axes[a].Extent)];
        if (column >= 0 && index.Coefficient(column) != 0)
        {
            return index.Terms.All(t => t.Axis == column || chunks[t.Axis] == nest.Axes[t.Axis].Extent);
        }

        return loops.Length switch
        {
            0 => true,
            1 => index.Coefficient(loops[0]) % index.Divisor == 0,
            2 => index.Divisor == 1 && index.Terms.Count == 2 && loops.All(a => chunks[a] == 1)
                && loops.Count(a => nest.Axes[a].Role == AxisRole.Sum) >= 1
                && CanBeBound(nest, index, loops.Last(a => nest.Axes[a].Role == AxisRole.Sum)),
            _ => false,
        };
    }

    /// <summary>Whether the values of an axis that keep an index inside are one stretch, whose ends are quotients of what is not below 0.</summary>
    private static bool CanBeBound(LaneNest nest, DerivedIndex index, int axis)
    {
        int step = index.Coefficient(axis), most = index.Offset + index.Terms.Where(t => t.Axis != axis).Sum(t => Math.Max(0, t.Coefficient * (nest.Axes[t.Axis].Extent - 1)));
        return Math.Abs(step) == 1 || (step > 1 && step <= index.Extent && most < index.Extent);
    }

    /// <summary>About the least cycles of a schedule at 512 bits, without ordering its terms.</summary>
    private static double Bound(LaneNest nest, int column, int[] chunks, int rows, int terms, int mostBlocks)
    {
        int most = column < 0 ? 1 : nest.Axes[column].IsDynamic ? mostBlocks : nest.Axes[column].Extent;
        int columns = Math.Max(1, Math.Min(Math.Min(most, CostModel.MostVectorsOfBlock), (Judges[0].Registers - 1) / (rows + 1)));
        double tiles = 1, turns = 1, bodies = 1;
        for (int i = 0; i < chunks.Length; i++)
        {
            NestAxis axis = nest.Axes[i];
            double count = axis.IsLane ? 1 : Math.Ceiling((axis.IsDynamic ? mostBlocks : axis.Extent) / (double)(i == column ? columns : chunks[i]));
            (tiles, turns) = axis.Role == AxisRole.Sum ? (tiles, turns * count) : (tiles * count, turns);
            bodies *= i != column && !axis.IsDynamic && axis.Extent % chunks[i] != 0 ? 2 : 1;
        }

        foreach (DerivedIndex index in nest.Indices.Where(i => column < 0 || i.Coefficient(column) == 0))
        {
            bodies *= Bodies(nest, index, chunks);
        }

        double products = terms * columns, latency = nest.B is null ? LaneCost.LatencyOfAdd : CostModel.MultiplyAddLatency;
        double vectors = Vectors(o => o.A) + (nest.B == OperandForm.Lanes ? Vectors(o => o.B) : 0);
        double turn = Math.Max(Math.Max(products / CostModel.MultiplyAddsPerCycle, vectors), latency * terms / rows);
        return tiles * ((turns * (turn + CostModel.PerIteration)) + CostModel.PerTile + (CostModel.PerOutsideInstruction * 2 * rows * columns)) * (1 + (LaneCost.WeightOfCode * bodies * terms));

        // What slides over one another counts twice.
        double Vectors(Func<Offsets, int> of) => Enumerable.Range(0, chunks.Length).Aggregate(1.0, (n, i) => of(nest.StrideOf(i)) == 0 ? n : n * (i == column ? columns : chunks[i]));
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
