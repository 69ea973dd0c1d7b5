using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>The shape of a contraction's code for one vector width: how far each axis is written out, and the loops around that.</summary>
/// <param name="Nest">What is computed.</param>
/// <param name="Chunks">For each axis, the most values that are written out together; the extent for the whole axis.</param>
/// <param name="Segments">For each axis, its chunks; one without count for the blocks of examples.</param>
/// <param name="FoldsNumbers">Whether a broadcast number can be read by the instruction that uses it.</param>
internal sealed record LaneSchedule(LaneNest Nest, EquatableArray<int> Chunks, EquatableArray<EquatableArray<LaneSegment>> Segments, bool FoldsNumbers)
{
    /// <summary>For the blocks that do not fill a chunk of blocks; null if there are none.</summary>
    public LaneSchedule? Rest { get; init; }

    public static LaneSchedule Of(LaneNest nest, int[] chunks, bool foldsNumbers) => new(
        nest,
        new EquatableArray<int>(chunks),
        [.. Enumerable.Range(0, nest.Axes.Count).Select(a => new EquatableArray<LaneSegment>(nest.Axes[a].IsDynamic ? [new LaneSegment(0, chunks[a], 0)] : LaneSegment.Cut(nest, a, chunks)))],
        foldsNumbers);

    /// <summary>The axis of the blocks of examples.</summary>
    public int BlockAxis => Nest.Axes.ToList().FindIndex(a => a.IsDynamic);

    /// <summary>The axes whose chunks are visited one after the other, those of the results or those of the sum, outermost first.</summary>
    public int[] Loops(bool ofSum) => [.. Enumerable.Range(0, Nest.Axes.Count)
        .Where(a => Nest.Axes[a].Role == AxisRole.Sum == ofSum && (Nest.Axes[a].IsDynamic || Segments[a].Count > 1 || Segments[a][0].Count > 1))];

    /// <summary>The indices that the bounds of a loop keep inside.</summary>
    public IEnumerable<DerivedIndex> LoopBounds => Nest.Indices.Where(i => LaneSegment.IsBoundByLoops(Nest, i, [.. Chunks]));

    /// <summary>The index that bounds a loop of the sum, if one does.</summary>
    public DerivedIndex? BoundOf(int axis) => Nest.Axes[axis].Role == AxisRole.Sum ? LoopBounds.FirstOrDefault(i => i.Coefficient(axis) != 0) : null;

    /// <summary>Whether an axis has a loop variable, or a moving reference, in this segment; else it is at a fixed place.</summary>
    public bool Moves(int axis, LaneSegment segment) => segment.Count != 1 || Nest.Axes[axis].IsDynamic || LoopBounds.Any(i => i.Coefficient(axis) != 0 && Nest.Axes[axis].Extent != Chunks[axis]);

    /// <summary>The first segment of every axis: what the axes that are not chosen yet are set to.</summary>
    public LaneSegment[] First => [.. Segments.Select(s => s[0])];

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
        return [.. Points(only).Select(p => ofResult.All(i => i.Contains(p))
            ? new TileSum([.. axes.Select(a => p[a] - chosen[a].Start)], [.. axes.Where(a => Nest.Axes[a].Role == AxisRole.Result).Select(a => p[a] - chosen[a].Start)], CellOf(p), Relative(p, chosen))
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
        int count = Nest.Axes.Count;
        DerivedIndex[] borders = [.. Nest.Indices.Where(i => !LaneSegment.IsBoundByLoops(Nest, i, [.. Chunks]))];
        Term?[] terms = [.. Points(chosen).Select(p => borders.All(i => i.Contains(p)) ? TermAt(p, chosen) : (Term?)null)];
        bool aFolds = Nest.Routing is null, bFolds = Nest.B == OperandForm.Lanes || FoldsNumbers;
        return Body.Order([.. chosen.Select(s => s.Size)], terms, (aFolds, bFolds), Nest.Routing is not null);
    }

    private Term TermAt(int[] point, LaneSegment[] chosen)
    {
        int sum = 0;
        for (int a = 0; a < point.Length; a++)
        {
            if (Nest.Axes[a].Role != AxisRole.Sum)
            {
                sum = (sum * chosen[a].Size) + point[a] - chosen[a].Start;
            }
        }

        Offsets at = Relative(point, chosen);
        return new Term(sum, at.A, at.B, Nest.Routing?.Cell(point) ?? 0);
    }

    /// <summary>Where a point is from where the loops over results stand, and those of the sum begin.</summary>
    private Offsets Relative(int[] point, LaneSegment[] chosen)
    {
        Offsets at = Nest.At(point);
        for (int a = 0; a < point.Length; a++)
        {
            if (Nest.Axes[a].Role != AxisRole.Sum && Moves(a, chosen[a]) && chosen[a].Start != 0)
            {
                at += -chosen[a].Start * Nest.StrideOf(a);
            }
        }

        return at;
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

    public override string ToString() => string.Join(" ", Nest.Axes.Select((a, i) => $"{a.Name}:{string.Join("|", Segments[i])}"));
}

/// <summary>A sum of a tile.</summary>
/// <param name="Place">Its place along each axis of the result, from the tile's first.</param>
/// <param name="Window">The same without the axes of a pooling window: what the cells of one window share.</param>
/// <param name="Cell">Its cell in the pooling window.</param>
/// <param name="At">Where its result is from the tile's references.</param>
internal sealed record TileSum(EquatableArray<int> Place, EquatableArray<int> Window, int Cell, Offsets At);
