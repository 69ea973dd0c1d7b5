using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>Decides on loop nests: which output lies in vectors, of which a tile has several, and which terms are written out.</summary>
/// <remarks>
/// A tile holds as many sums as fit the registers, up to 12 rows: fewer than 8 sums wait for each other. Its rows are the values of an output along which one
/// operand stays the same, so that it is loaded once for all of them: columns of an image share the weights. Where padding cuts taps off at the border, the rows
/// are cut into segments with the same taps, each with code of its own; other clips become the bounds of loops outside the innermost.
/// </remarks>
internal static class LoopSelector
{
    private const int MostRows = 12;

    private const int EnoughSums = 8;

    // With rows of two outputs: some weights of neighbouring taps, and a number to multiply them with.
    private const int RegistersOfOperands = 6;

    // A method beyond 60,000 bytes of IL is compiled without optimisation. A tile takes about 600 bytes, a sum with its start and end 80, a product 26.
    private const int MostBytes = 20_000;

    private const int BytesOfTile = 600;

    private const int BytesOfTerm = 26;

    private const int BytesOfSum = 80;

    private const int MostSegments = 7;

    private const int MostTermsWrittenOut = 72;

    private const int LongestWrittenOut = 9;

    private const int MostTermsOfPairs = 8;

    /// <param name="keepsPosition">Whether it is asked where a maximum was.</param>
    public static EquatableArray<NestSchedule> Select(EquatableArray<LoopNest> nests, VectorWidth width, Precision precision, int maxBatch, bool keepsPosition)
    {
        if (nests is [var pool] && !keepsPosition && Paired(pool, width, precision) is { } paired)
        {
            return [paired];
        }

        // From the fastest to the shortest code; the last fits whatever there is.
        (bool Cuts, int Rows, int Terms)[] choices = [(true, MostRows, MostTermsWrittenOut), (false, MostRows, MostTermsWrittenOut), (false, MostRows, MostRows), (false, 4, 4), (false, 1, 1)];
        EquatableArray<NestSchedule>[] schedules =
        [
            .. choices.Select(c => nests.Select(n => Select(n, width, precision, maxBatch, c.Cuts, c.Rows, c.Terms)).ToEquatableArray()),
        ];
        return schedules.Take(schedules.Length - 1).Where(s => s.Sum(n => n.Size) <= MostBytes).Append(schedules[schedules.Length - 1]).First();
    }

    /// <param name="cuts">Whether a clipped output may be cut into segments.</param>
    /// <param name="mostTerms">How many terms of all sums may be written out.</param>
    private static NestSchedule Select(LoopNest nest, VectorWidth width, Precision precision, int maxBatch, bool cuts, int mostRows, int mostTerms)
    {
        LoopAxis? vector = nest.Outputs.LastOrDefault(a => IsVector(nest, a));
        EquatableArray<ColumnTile> columns = Columns(nest, vector, width, precision, mostRows);
        int pieces = columns.Max(c => c.Pieces.Count);
        int most = width.IsScalar ? 1 : Math.Min(mostRows, (width.Registers - pieces - 1) / pieces);
        List<RowAxis> rows = [];
        LoopAxis[] candidates = [.. nest.Outputs.Reverse().Where(a => a != vector && !MustBeCut(nest, a) && IsShared(nest, a) && Segments(nest, a, MostSegments).Count <= (cuts ? MostSegments : 1))];
        if (candidates.OrderBy(a => a.PerExample).ThenByDescending(a => KeepsVectors(a, vector)).ThenByDescending(a => Math.Min(a.Extent, most)).FirstOrDefault() is { } first && most > 1)
        {
            rows.Add(Rows(nest, first, most, maxBatch));
            int count = rows[0].Segments.Max(s => s.Count);
            int more = (width.Registers - RegistersOfOperands) / (count * pieces);
            if (candidates.FirstOrDefault(a => a != first && !a.PerExample && !nest.ClipsOf(a).Any()) is { } second && more > 1 && mostRows == MostRows)
            {
                rows.Insert(0, Rows(nest, second, more, maxBatch));
            }
        }

        // An output that is clipped on its own has no terms at its ends: that is known only where it is cut.
        rows.AddRange(nest.Outputs.Where(a => MustBeCut(nest, a)).Select(a => Rows(nest, a, 1, maxBatch)));
        int sums = pieces * rows.Aggregate(1, (product, r) => product * r.Segments.Max(s => s.Count));
        rows = [.. rows.Select(r => r with { Segments = [.. r.Segments.Select(s => s with { Loops = WriteOut(s.Loops, sums, mostTerms) })] })];
        EquatableArray<ReductionLoop> loops = WriteOut(Loops(nest, null, 0), sums, mostTerms);
        int bodies = columns.Count * rows.Aggregate(1, (product, r) => product * r.Segments.Sum(s => s.HasRest ? 2 : 1));
        return new NestSchedule(nest, [.. nest.Outputs.Where(a => a != vector && rows.All(r => r.Axis != a))], vector, columns, [.. rows])
        {
            Loops = loops,
            Size = bodies * (BytesOfTile + (sums * (BytesOfSum + (BytesOfTerm * Terms(loops) * Chains(sums, loops))))),
            Registers = width.Registers,
        };
    }

    /// <summary>Neighbours in the result that are neighbours, or the same, in the operands.</summary>
    private static bool IsVector(LoopNest nest, LoopAxis axis) =>
        axis.Step is { Result: 1, Left: 0 or 1, Right: 0 or 1, Tap: 0 } && !axis.PerExample && !nest.ClipsOf(axis).Any();

    /// <summary>Whether of two factors one stays the same along the axis.</summary>
    private static bool IsShared(LoopNest nest, LoopAxis axis) => nest.Kind == NestKind.Sum && nest.Right is not null && axis.Step.Left == 0 != (axis.Step.Right == 0);

    /// <summary>Whether the operand that lies in vectors is the one that stays the same.</summary>
    private static bool KeepsVectors(LoopAxis axis, LoopAxis? vector) => vector is not null && (vector.Step.Left != 0 ? axis.Step.Left == 0 : axis.Step.Right == 0);

    /// <summary>The schedule of a pool of 2 columns side by side whose results lie in rows of pixels; null if it is none.</summary>
    private static NestSchedule? Paired(LoopNest nest, VectorWidth width, Precision precision)
    {
        LoopAxis? vector = nest.Outputs.LastOrDefault(a => a.Step is { Result: 1, Left: 2 } && !a.PerExample);
        bool isPair = nest.Kind == NestKind.Largest && nest.Clips.Count == 0 && nest.Reductions is [.., { Extent: 2, Step.Left: 1 }]
            && nest.Reductions.Take(nest.Reductions.Count - 1).All(a => !a.PerExample) && nest.Reductions.Aggregate(1, (product, a) => product * a.Extent) <= MostTermsOfPairs;
        if (vector is null || !isPair || width.Bits < 256 || vector.Extent < new VectorType(128, precision).Lanes)
        {
            return null;
        }

        return new NestSchedule(nest, [.. nest.Outputs.Where(a => a != vector)], vector, ContractSelector.Columns(PieceRun.Cover(vector.Extent, width.Bits / 2, precision), 4), [])
        {
            Registers = width.Registers,
            IsPaired = true,
        };
    }

    /// <summary>Whether the axis alone decides if a term lies inside.</summary>
    private static bool MustBeCut(LoopNest nest, LoopAxis axis) => nest.ClipsOf(axis).Any(c => c.Terms.Count == 1);

    private static EquatableArray<ColumnTile> Columns(LoopNest nest, LoopAxis? vector, VectorWidth width, Precision precision, int mostRows)
    {
        VectorType number = new(0, precision);
        if (vector is null)
        {
            return [new ColumnTile(0, 1, 1, [new Piece(0, number)], 1, 1)];
        }

        if (width.IsScalar)
        {
            return [new ColumnTile(0, vector.Extent, 1, [new Piece(0, number)], 1, 1)];
        }

        // Few rows leave more registers to each.
        bool hasRows = nest.Outputs.Any(a => a != vector && IsShared(nest, a));
        int most = mostRows == 1 ? EnoughSums : width.Registers >= 32 || !hasRows ? 4 : 2;
        return ContractSelector.Columns(PieceRun.Cover(vector.Extent, width.Bits, precision), most);
    }

    private static RowAxis Rows(LoopNest nest, LoopAxis axis, int most, int maxBatch) => new(axis, axis.PerExample
        ? [new Segment(0, 0, Math.Min(most, maxBatch * axis.Extent), Loops(nest, null, 0), false)]
        : [.. Segments(nest, axis).Select(s => s with { Count = Count(s.To - s.From, most) })]);

    /// <summary>Rows of a tile: a divisor if one is large enough, so that there is no rest.</summary>
    private static int Count(int extent, int most)
    {
        int divisor = Enumerable.Range(1, Math.Min(extent, most)).Last(d => extent % d == 0);
        return divisor * 3 >= Math.Min(extent, most) * 2 ? divisor : Math.Min(extent, most);
    }

    /// <summary>The axis cut where the range of a reduction changes.</summary>
    /// <param name="most">How many segments are of use; with more, the rest of the axis is left out.</param>
    private static IReadOnlyList<Segment> Segments(LoopNest nest, LoopAxis axis, int most = int.MaxValue)
    {
        if (axis.PerExample || !nest.ClipsOf(axis).Any())
        {
            return [new Segment(0, axis.Extent, 1, Loops(nest, null, 0), false)];
        }

        if (nest.ClipsOf(axis).Any(c => c.Terms.Count(t => t.Axis != axis.Name) > 1 || c.Terms.Any(t => nest.Outputs.Any(o => o != axis && o.Name == t.Axis))))
        {
            return [.. Enumerable.Repeat(new Segment(0, axis.Extent, 1, [], true), MostSegments + 1)];
        }

        List<Segment> segments = [];
        string? before = null;
        for (int value = 0, next; value < axis.Extent && segments.Count <= most; value = next)
        {
            next = NestRanges.NextChange(nest, axis, value);
            Dictionary<string, (int From, int To)> ranges = NestRanges.Of(nest, axis, value, out bool isEmpty);
            string now = isEmpty ? "nothing" : string.Join(" ", ranges.Select(r => $"{r.Key}{r.Value}"));
            if (now == before)
            {
                segments[segments.Count - 1] = segments[segments.Count - 1] with { To = next };
            }
            else
            {
                segments.Add(new Segment(value, next, 1, isEmpty ? [] : Loops(nest, axis, value), isEmpty));
            }

            before = now;
        }

        return segments;
    }

    /// <summary>The loops over all terms, where <paramref name="cut"/> has a known value; those that it clips are constant then, and may merge.</summary>
    private static EquatableArray<ReductionLoop> Loops(LoopNest nest, LoopAxis? cut, int value)
    {
        Dictionary<string, (int From, int To)> ranges = cut is null ? [] : NestRanges.Of(nest, cut, value, out _);
        List<ReductionLoop> loops = [];
        foreach (LoopAxis axis in nest.Reductions)
        {
            bool isConstant = ranges.TryGetValue(axis.Name, out (int From, int To) range);
            bool isClipped = !isConstant && nest.ClipsOf(axis).Any();
            ReductionLoop loop = isConstant ? new(axis, range.From, range.To - range.From, false, false) : new(axis, 0, axis.Extent, isClipped, false);
            if (loops.LastOrDefault() is { IsClipped: false } outer && !isClipped && !axis.PerExample && loop.Count == axis.Extent && axis.Extent * axis.Step == outer.Axis.Step)
            {
                LoopAxis both = new(outer.Axis.Name + axis.Name, outer.Axis.Extent * axis.Extent, outer.Axis.PerExample, axis.Step);
                loops[loops.Count - 1] = new ReductionLoop(both, outer.From * axis.Extent, outer.Count * axis.Extent, false, false);
            }
            else
            {
                loops.Add(loop);
            }
        }

        return loops.ToEquatableArray();
    }

    /// <summary>Writes out short loops from the innermost on, while code stays short.</summary>
    private static EquatableArray<ReductionLoop> WriteOut(EquatableArray<ReductionLoop> loops, int sums, int mostTerms)
    {
        List<ReductionLoop> result = [.. loops];
        int terms = sums;
        for (int k = result.Count - 1; k >= 0; k--)
        {
            terms *= result[k].Count;
            if (result[k].IsClipped || result[k].Axis.PerExample || result[k].Count > LongestWrittenOut || terms > mostTerms)
            {
                break;
            }

            result[k] = result[k] with { IsWrittenOut = true };
        }

        return result.ToEquatableArray();
    }

    /// <summary>How many sums each sum is split into, so that enough do not wait for each other: only where the loop's body is short.</summary>
    public static int Chains(int sums, EquatableArray<ReductionLoop> loops) =>
        loops.LastOrDefault(l => !l.IsWrittenOut) is { IsClipped: false } loop
            && new[] { 8, 4, 2 }.FirstOrDefault(c => c * sums <= EnoughSums && c * Terms(loops) <= EnoughSums && (loop.Axis.PerExample || loop.Count >= 2 * c)) is var chains and not 0
            ? chains
            : 1;

    /// <summary>The terms of each sum that are written out.</summary>
    private static int Terms(EquatableArray<ReductionLoop> loops) => loops.Where(l => l.IsWrittenOut).Aggregate(1, (product, l) => product * l.Count);
}
