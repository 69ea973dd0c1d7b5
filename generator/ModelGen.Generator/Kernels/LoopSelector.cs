using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>Decides on loop nests: which output lies in blocks of vectors, of which a tile has several, and which terms are written out.</summary>
/// <remarks>
/// A tile's rows are the values of an output along which one operand stays the same, so that it is loaded once for all of them: columns of an image share the
/// weights. Where padding cuts terms off at a border, full tiles stand where all terms lie inside, and what is left comes one by one, with bounds that depend on
/// where it is. How many rows and vectors a tile has, <see cref="TileSelector"/> says.
/// </remarks>
internal static class LoopSelector
{
    // With rows of two outputs: some weights of neighbouring taps, and a number to multiply them with.
    private const int RegistersOfOperands = 6;

    // The JIT inlines some 490 calls into a method: one for each operation of a block, and one for each of its vectors.
    private const int MostCallsOfTerms = 140;

    private const int MostSegments = 16;

    private const int MostTermsOfPairs = 8;

    // A loop whose ends depend on where it is has a rest for each of its chains: short ones would be all rest.
    private const int FewestClippedTerms = 16;

    /// <param name="updatesInPlace">Whether the epilogue changes something in place.</param>
    /// <param name="keepsPosition">Whether it is asked where a maximum was.</param>
    /// <returns>A schedule for each of <see cref="VectorWidth.All"/>.</returns>
    public static EquatableArray<NestSchedule> Select(LoopNest whole, Precision precision, int maxBatch, bool updatesInPlace, bool keepsPosition)
    {
        bool isPaired = !keepsPosition && IsPaired(whole);
        LoopNest nest = isPaired ? InPairs(whole) : whole;
        LoopAxis? vector = isPaired ? nest.Outputs.Last(IsOfPairs) : nest.Outputs.LastOrDefault(a => IsVector(nest, a));
        LoopAxis[] candidates = [.. nest.Outputs.Reverse().Where(a => a != vector && CanBeRows(nest, a))];
        LoopAxis? first = candidates.OrderBy(a => a.PerExample).ThenByDescending(a => KeepsVectors(a, vector)).ThenByDescending(a => Math.Min(a.Extent, CostModel.MostRows)).FirstOrDefault();
        LoopAxis? second = candidates.FirstOrDefault(a => a != first && !a.PerExample && !nest.ClipsOf(a).Any());
        TileProblem problem = new(RowOf(nest, first), new ProductAxis("", vector?.Extent ?? 1), DepthOf(nest), nest is { Kind: NestKind.Sum, Right: not null }, updatesInPlace);
        EquatableArray<EquatableArray<ColumnTile>> columns = new TileSelector(problem, precision, maxBatch).Select();
        NestSchedule[] schedules = new NestSchedule[columns.Count];
        foreach (IGrouping<(int Rows, int Chains), int> text in Enumerable.Range(0, columns.Count).GroupBy(w => (columns[w][0].Rows, columns[w][0].Chains)))
        {
            int vectors = text.Max(w => columns[w].Max(t => t.Pieces.Count));
            int more = text.Min(w => (VectorWidth.All[w].Registers - RegistersOfOperands) / (text.Key.Rows * columns[w].Max(t => t.Pieces.Count)));
            NestSchedule schedule = Schedule(nest, vector, first, text.Key.Rows, second, more, vectors) with { IsPaired = isPaired, RowsOfPairs = isPaired ? RowsOfPairs(whole) : 0 };
            schedule = schedule with { Chains = Chains(schedule, text.Key.Chains, vectors) };
            foreach (int width in text)
            {
                schedules[width] = schedule with { Columns = columns[width] };
            }
        }

        return [.. schedules];
    }

    private static NestSchedule Schedule(LoopNest nest, LoopAxis? vector, LoopAxis? first, int count, LoopAxis? second, int more, int vectors)
    {
        List<RowAxis> rows = [];
        if (first is not null && count > 1)
        {
            rows.Add(Rows(nest, first, count));
            if (second is not null && more > 1)
            {
                rows.Insert(0, Rows(nest, second, CountOf(second.Extent, more)));
            }
        }

        // An output that is clipped on its own has no terms at its ends: that is known only where it is cut.
        rows.AddRange(nest.Outputs.Where(a => MustBeCut(nest, a)).Select(a => Rows(nest, a, 1)));
        int ofTile = rows.Aggregate(1, (product, r) => product * r.Count), lone = ofTile / Math.Max(1, rows.FirstOrDefault(r => r.Short.Count > 0)?.Count ?? 1);
        rows = [.. rows.Select(r => r with { Long = [.. r.Long.Select(s => s with { Loops = LoopReductions.WriteOut(s.Loops, MostTerms(ofTile)) })] })];
        return new NestSchedule(nest, [.. nest.Outputs.Where(a => a != vector && rows.All(r => r.Axis != a))], vector, [], [.. rows])
        {
            Loops = LoopReductions.WriteOut(LoopReductions.Of(nest), MostTerms(rows.Any(r => r.Short.Count > 0 && r.Long.Count <= 1) ? lone : ofTile)),
        };

        int MostTerms(int sums) => MostCallsOfTerms / ((sums + 1) * (vectors + 1));
    }

    private static bool CanBeRows(LoopNest nest, LoopAxis axis) => !MustBeCut(nest, axis) && IsShared(nest, axis) && LoopReductions.CanBeCut(nest, axis)
        && LoopReductions.Segments(nest, axis, MostSegments) is var segments && segments.Count <= MostSegments && segments.All(s => !s.IsEmpty);

    /// <summary>Neighbours in the result that are neighbours, or the same, in the operands.</summary>
    private static bool IsVector(LoopNest nest, LoopAxis axis) =>
        axis.Step is { Result: 1, Left: 0 or 1, Right: 0 or 1, Tap: 0 } && !axis.PerExample && !nest.ClipsOf(axis).Any();

    /// <summary>Whether of two factors one stays the same along the axis.</summary>
    private static bool IsShared(LoopNest nest, LoopAxis axis) => nest.Kind == NestKind.Sum && nest.Right is not null && axis.Step.Left == 0 != (axis.Step.Right == 0);

    /// <summary>Whether the operand that lies in vectors is the one that stays the same.</summary>
    private static bool KeepsVectors(LoopAxis axis, LoopAxis? vector) => vector is not null && (vector.Step.Left != 0 ? axis.Step.Left == 0 : axis.Step.Right == 0);

    /// <summary>Whether the axis alone decides if a term lies inside.</summary>
    private static bool MustBeCut(LoopNest nest, LoopAxis axis) => nest.ClipsOf(axis).Any(c => c.Terms.Count == 1);

    /// <summary>Whether it is a pool of 2 columns side by side whose results lie in rows of pixels.</summary>
    private static bool IsPaired(LoopNest nest) =>
        nest.Kind == NestKind.Largest && nest.Clips.Count == 0 && nest.Reductions is [.., { Extent: 2, Step.Left: 1 }] && nest.Outputs.Any(IsOfPairs)
        && nest.Reductions.Take(nest.Reductions.Count - 1).All(a => !a.PerExample) && nest.Reductions.Aggregate(1, (product, a) => product * a.Extent) <= MostTermsOfPairs;

    private static bool IsOfPairs(LoopAxis axis) => axis.Step is { Result: 1, Left: 2 } && !axis.PerExample;

    /// <summary>The same without the reduction over pairs, and without that over two rows: a load does them.</summary>
    private static LoopNest InPairs(LoopNest nest) => nest with { Reductions = [.. nest.Reductions.Take(nest.Reductions.Count - (RowsOfPairs(nest) == 0 ? 1 : 2))] };

    /// <summary>How far below the first row of a window the second is, if there are two.</summary>
    private static int RowsOfPairs(LoopNest nest) => nest.Reductions is [.., { Extent: 2 } rows, _] ? rows.Step.Left : 0;

    private static ProductAxis RowOf(LoopNest nest, LoopAxis? rows) => rows is null ? new ProductAxis("", 1)
        : rows.PerExample ? new ProductAxis(rows.Name, Shape.Batch, rows.Extent)
        : new ProductAxis(rows.Name, LoopReductions.Segments(nest, rows).Max(s => s.Length));

    private static ProductAxis DepthOf(LoopNest nest) => nest.Reductions.Any(r => r.PerExample)
        ? new ProductAxis("", Shape.Batch)
        : new ProductAxis("", nest.Reductions.Aggregate(1, (product, r) => product * r.Extent));

    private static RowAxis Rows(LoopNest nest, LoopAxis axis, int count)
    {
        IReadOnlyList<Segment> segments = LoopReductions.Segments(nest, axis);
        Segment[] empty = [.. segments.Where(s => s.IsEmpty)], full = [.. segments.Except(empty)];
        return new RowAxis(axis, count, [.. full.Where(s => axis.PerExample || s.Length >= count)], [.. full.Where(s => !axis.PerExample && s.Length < count)], [.. empty]);
    }

    /// <summary>Rows of a tile: a divisor if one is large enough, so that there is no rest.</summary>
    private static int CountOf(int extent, int most)
    {
        int divisor = Enumerable.Range(1, Math.Min(extent, most)).Last(d => extent % d == 0);
        return divisor * 3 >= Math.Min(extent, most) * 2 ? divisor : Math.Min(extent, most);
    }

    /// <param name="ofRow">What is right for a tile of one row.</param>
    private static int Chains(NestSchedule schedule, int ofRow, int vectors)
    {
        if (schedule.Nest.Kind != NestKind.Sum)
        {
            return 1;
        }

        int most = schedule.RowsOfTile == 1 ? ofRow : CostModel.EnoughSums / vectors;
        ReductionLoop? innermost = schedule.Loops.LastOrDefault(l => !l.IsWrittenOut);
        bool divides(int chains) => innermost is { } loop && (loop.Axis.PerExample || (loop.Clipped is null ? loop.Count >= 2 * chains : loop.Inner % chains == 0 || HasRest(loop, chains)))
            && chains * LoopReductions.Terms(schedule.Loops) <= CostModel.EnoughSums;
        return Enumerable.Range(1, most).Last(c => c == 1 || divides(c));

        bool HasRest(ReductionLoop loop, int chains) => schedule.RowsOfTile == 1 && loop.Count >= Math.Max(FewestClippedTerms, 4 * chains);
    }
}
