using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>
/// The shape of a contraction's code: how far each axis is written out, and the loops around that. It is the same for every vector width; only how many columns a
/// block takes, and how many examples a vector holds, is the machine's.
/// </summary>
/// <param name="Nest">What is computed.</param>
/// <param name="Column">The axis that lies in the vectors of a block, side by side: −1 for blocks of one vector.</param>
/// <param name="Chunks">For each axis, the most values that are written out together; the extent for the whole axis.</param>
/// <param name="Segments">For each axis, its chunks; one without count for the blocks of examples, one for the columns and the lanes.</param>
internal sealed record LaneSchedule(LaneNest Nest, int Column, EquatableArray<int> Chunks, EquatableArray<EquatableArray<LaneSegment>> Segments)
{
    /// <summary>The most columns that a written-out term may reach over a border: the blocks have a method for each.</summary>
    public const int MostReach = 3;

    /// <summary>How many columns a block holds at each of the widths of <c>VectorWidth.All</c>.</summary>
    public EquatableArray<int> Blocks { get; init; } = [];

    public static LaneSchedule Of(LaneNest nest, int column, int[] chunks) => new(
        nest,
        column,
        new EquatableArray<int>(chunks),
        [
            .. Enumerable.Range(0, nest.Axes.Count).Select(a => new EquatableArray<LaneSegment>(
                nest.Axes[a].IsDynamic ? [new LaneSegment(0, 1, 0)]
                : nest.Axes[a].IsLane || a == column ? [new LaneSegment(0, 1, nest.Axes[a].Extent)]
                : LaneSegment.Cut(nest, a, chunks))),
        ]);

    /// <summary>The axis of the blocks of examples.</summary>
    public int BlockAxis => Nest.Axes.ToList().FindIndex(a => a.IsDynamic);

    /// <summary>How far a column is from the next, in every tensor.</summary>
    public Offsets ColumnStride => Column < 0 ? default : Nest.StrideOf(Column);

    /// <summary>Whether the first operand differs from column to column, and fills a block.</summary>
    public bool HasColumnsOfA => Column < 0 || ColumnStride.A != 0;

    /// <summary>Whether the second one does.</summary>
    public bool HasColumnsOfB => Column >= 0 && ColumnStride.B != 0;

    /// <summary>The axes whose chunks are visited one after the other, those of the results or those of the sum, outermost first.</summary>
    public int[] Loops(bool ofSum) => [.. Enumerable.Range(0, Nest.Axes.Count)
        .Where(a => Nest.Axes[a].Role == AxisRole.Sum == ofSum && (Nest.Axes[a].IsDynamic || Segments[a].Count > 1 || Segments[a][0].Count > 1))];

    /// <summary>The indices that the bounds of a loop keep inside.</summary>
    public IEnumerable<DerivedIndex> LoopBounds => Nest.Indices.Where(i => LaneSegment.IsBoundByLoops(Nest, i, [.. Chunks]));

    /// <summary>The index that bounds a loop of the sum, if one does.</summary>
    public DerivedIndex? BoundOf(int axis) => Nest.Axes[axis].Role == AxisRole.Sum ? LoopBounds.FirstOrDefault(i => i.Coefficient(axis) != 0) : null;

    /// <summary>Whether an axis has a loop variable, or a moving reference, in this segment; else it is at a fixed place.</summary>
    public bool Moves(int axis, LaneSegment segment) => segment.Count != 1 || Nest.Axes[axis].IsDynamic || axis == Column
        || LoopBounds.Any(i => i.Coefficient(axis) != 0 && Nest.Axes[axis].Extent != Chunks[axis]);

    /// <summary>The first segment of every axis: what the axes that are not chosen yet are set to.</summary>
    public LaneSegment[] First => [.. Segments.Select(s => s[0])];

    /// <summary>How far the terms reach over the first border of the columns, and over the last.</summary>
    public (int Before, int After) Reach
    {
        get
        {
            Term[] terms = Column < 0 ? [] : [.. Choices(First, ofSum: false).ToArray().SelectMany(tile => Choices([.. tile], ofSum: true).ToArray()).SelectMany(c => BodyOf(c).Terms)];
            return terms.Length == 0 ? (0, 0) : (terms.Max(t => t.Before), terms.Max(t => t.After));
        }
    }

    /// <summary>Every choice of a segment for each axis of the results, and for each axis of the sum.</summary>
    public IEnumerable<LaneSegment[]> Choices(LaneSegment[] chosen, bool ofSum)
    {
        int[] axes = [.. Enumerable.Range(0, Nest.Axes.Count).Where(a => Nest.Axes[a].Role == AxisRole.Sum == ofSum)];
        return Choose(0);

        IEnumerable<LaneSegment[]> Choose(int k)
        {
            if (k == axes.Length)
            {
                yield return [.. chosen];
                yield break;
            }

            foreach (LaneSegment segment in Segments[axes[k]])
            {
                chosen[axes[k]] = segment;
                foreach (LaneSegment[] choice in Choose(k + 1))
                {
                    yield return choice;
                }
            }
        }
    }

    /// <summary>The sums of a tile, with where their results are from the tile's references; null for a place outside the result.</summary>
    public TileSum?[] Sums(LaneSegment[] chosen)
    {
        int[] axes = [.. Enumerable.Range(0, Nest.Axes.Count).Where(a => Nest.Axes[a].Role != AxisRole.Sum)];
        LaneSegment[] only = [.. chosen.Select((s, a) => Nest.Axes[a].Role == AxisRole.Sum ? s with { Size = 1 } : s)];

        // Where an operand lies outside, the sum is there and has no term; but a cell outside takes no part in its window.
        DerivedIndex[] ofResult =
        [
            .. Nest.Indices.Where(i => i.Terms.All(t => Nest.Axes[t.Axis].Role != AxisRole.Sum)
                && (i.Strides is { A: 0, B: 0 } || (Nest.B is null && i.Terms.Any(t => Nest.Axes[t.Axis].Role == AxisRole.Window)))),
        ];
        Offsets start = StartOf(chosen);
        return [.. Points(only).Select(p => ofResult.All(i => i.Contains(p))
            ? new TileSum([.. axes.Select(a => p[a] - chosen[a].Start)], [.. axes.Where(a => Nest.Axes[a].Role == AxisRole.Result).Select(a => p[a] - chosen[a].Start)], CellOf(p), Nest.At(p) + start)
            : null)];
    }

    /// <summary>The number of a point's cell in the pooling window, the last axis fastest.</summary>
    private int CellOf(int[] point)
    {
        int cell = 0;
        for (int a = 0; a < point.Length; a++)
        {
            cell = Nest.Axes[a].Role == AxisRole.Window ? (cell * Nest.Axes[a].Extent) + point[a] : cell;
        }

        return cell;
    }

    /// <summary>The multiply-adds of a tile for one choice of segments, in the best order.</summary>
    public Body BodyOf(LaneSegment[] chosen)
    {
        DerivedIndex[] borders = [.. Nest.Indices.Where(i => !LaneSegment.IsBoundByLoops(Nest, i, [.. Chunks]))];
        DerivedIndex[] alongColumns = [.. borders.Where(i => Column >= 0 && i.Coefficient(Column) != 0)];
        DerivedIndex[] others = [.. borders.Except(alongColumns)];
        Offsets start = StartOf(chosen);
        return Body.Order(Points(chosen).Where(p => others.All(i => i.Contains(p))).Select(p => TermAt(p, chosen, start, alongColumns)), HasColumnsOfA);
    }

    /// <returns>Null where a point counts for no column.</returns>
    private Term? TermAt(int[] point, LaneSegment[] chosen, Offsets start, DerivedIndex[] alongColumns)
    {
        int sum = 0, before = 0, after = 0;
        for (int a = 0; a < point.Length; a++)
        {
            if (Nest.Axes[a].Role != AxisRole.Sum)
            {
                sum = (sum * chosen[a].Size) + point[a] - chosen[a].Start;
            }
        }

        foreach (DerivedIndex index in alongColumns)
        {
            if (index.Numerator(point) % index.Divisor != 0)
            {
                return null;
            }

            (int first, int last) = Inside(index, point);
            if (first > last)
            {
                return null;
            }

            before = System.Math.Max(before, first);
            after = System.Math.Max(after, Nest.Axes[Column].Extent - 1 - last);
        }

        Offsets at = Nest.At(point) + start;
        return new Term(sum, at.A, at.B, Nest.Routing?.Cell(point) ?? 0, before, after);
    }

    /// <summary>The first column and the last that keep an index inside, where the other axes are at <paramref name="point"/>.</summary>
    private (int First, int Last) Inside(DerivedIndex index, int[] point)
    {
        int last = Nest.Axes[Column].Extent - 1, k = index.Coefficient(Column), start = index.Numerator(point) - (k * point[Column]), end = (index.Extent * index.Divisor) - 1;
        return k > 0
            ? (System.Math.Max(0, Ceiling(-start, k)), System.Math.Min(last, Floor(end - start, k)))
            : (System.Math.Max(0, Ceiling(start - end, -k)), System.Math.Min(last, Floor(start, -k)));

        static int Floor(int n, int d) => n >= 0 ? n / d : -((d - 1 - n) / d);

        static int Ceiling(int n, int d) => -Floor(-n, d);
    }

    /// <summary>What leads from a point's place to where it is from the loops over results, and from where those of the sum begin.</summary>
    private Offsets StartOf(LaneSegment[] chosen)
    {
        Offsets start = default;
        for (int a = 0; a < chosen.Length; a++)
        {
            if (Nest.Axes[a].Role != AxisRole.Sum && chosen[a].Start != 0 && Moves(a, chosen[a]))
            {
                start += -chosen[a].Start * Nest.StrideOf(a);
            }
        }

        return start;
    }

    /// <summary>The written-out points of a choice of segments, the last axis innermost.</summary>
    private static IEnumerable<int[]> Points(LaneSegment[] chosen)
    {
        int[] point = [.. chosen.Select(s => s.Start)];
        while (true)
        {
            yield return point;
            int a = point.Length - 1;
            while (a >= 0 && ++point[a] == chosen[a].Start + chosen[a].Size)
            {
                point[a] = chosen[a].Start;
                a--;
            }

            if (a < 0)
            {
                yield break;
            }
        }
    }

    public override string ToString() => string.Join(" ", Nest.Axes.Select((a, i) => i == Column ? $"[{a.Name}]" : $"{a.Name}:{string.Join("|", Segments[i])}"));
}

/// <summary>A sum of a tile.</summary>
/// <param name="Place">Its place along each axis of the result, from the tile's first.</param>
/// <param name="Window">The same without the axes of a pooling window: what the cells of one window share.</param>
/// <param name="Cell">Its cell in the pooling window.</param>
/// <param name="At">Where its result is from the tile's references.</param>
internal sealed record TileSum(EquatableArray<int> Place, EquatableArray<int> Window, int Cell, Offsets At);
