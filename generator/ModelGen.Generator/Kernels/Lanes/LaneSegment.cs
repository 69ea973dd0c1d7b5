using System.Collections.Generic;
using System.Linq;
using System.Text;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>Chunks of one axis that follow one another and need the same code: they become one loop.</summary>
/// <param name="Start">The first value of the first chunk.</param>
/// <param name="Size">The values in a chunk, all written out.</param>
/// <param name="Count">How many chunks.</param>
internal sealed record LaneSegment(int Start, int Size, int Count)
{
    // What a point is for an index: inside its tensor, between two of its rows, or beyond its ends.
    private const char Counts = 'x', Between = '-', Outside = 'o';

    // The most values that are computed twice, so that the text of a tile stands once: a part of all.
    private const int MostOverlap = 32;

    /// <summary>How many values the last chunk shares with the one before, since all have one size.</summary>
    public int Overlap { get; init; }

    public int End => Start + (Size * Count) - Overlap;

    /// <summary>Where a chunk begins.</summary>
    public int StartOf(int chunk) => System.Math.Min(Start + (chunk * Size), End - Size);

    public override string ToString() => Count == 1 ? $"{Start}+{Size}" : $"{Start}+{Size}×{Count}{(Overlap > 0 ? $"-{Overlap}" : "")}";

    /// <summary>
    /// Cuts an axis into chunks of at most <paramref name="chunk"/> values, as even as possible, and joins neighbours where the same points of every index count.
    /// </summary>
    /// <param name="chunks">The chunk of every axis: an axis whose chunk is its extent is written out as a whole.</param>
    public static LaneSegment[] Cut(LaneNest nest, int axis, int[] chunks)
    {
        int extent = nest.Axes[axis].Extent;
        int parts = (extent + chunks[axis] - 1) / chunks[axis], small = extent / parts, larger = extent % parts;
        if (parts == 1)
        {
            // Only what is cut is compared: every other axis of a border is then written out, hence short.
            return [new LaneSegment(0, extent, 1)];
        }

        DerivedIndex[] borders = [.. nest.Indices.Where(i => i.Coefficient(axis) != 0 && !IsBoundByLoops(nest, i, chunks))];
        int overlap = (parts * chunks[axis]) - extent;
        if (nest.MayRepeat && nest.Axes[axis].Role == AxisRole.Result && overlap > 0 && overlap * MostOverlap <= extent && nest.Indices.All(i => i.Coefficient(axis) == 0))
        {
            return [new LaneSegment(0, chunks[axis], parts) { Overlap = overlap }];
        }

        List<LaneSegment> segments = [];
        string previous = "";
        for (int p = 0, start = 0, count; p < parts; p += count)
        {
            int size = p < larger ? small + 1 : small;
            string signature = Signature(nest, borders, axis, start, size, chunks);
            count = Alike((p < larger ? larger : parts) - p, n => Signature(nest, borders, axis, start + (n * size), size, chunks) == signature, isInside: !signature.Contains(Outside));
            if (segments.Count > 0 && segments[segments.Count - 1] is var last && last.Size == size && signature == previous)
            {
                segments[segments.Count - 1] = last with { Count = last.Count + count };
            }
            else
            {
                segments.Add(new LaneSegment(start, size, count));
            }

            previous = signature;
            start += size * count;
        }

        return [.. segments];
    }

    /// <summary>How many chunks are like the first, of those left: as far as whole chunks lie inside, what lies between two of them does so too.</summary>
    private static int Alike(int left, System.Func<int, bool> isLikeFirst, bool isInside)
    {
        if (!isInside || left == 1 || !isLikeFirst(1))
        {
            return 1;
        }

        int last = 1;
        for (int step = left; step > 0; step /= 2)
        {
            last += last + (long)step < left && isLikeFirst(last + step) ? step : 0;
        }

        return last + 1;
    }

    /// <summary>Whether an index is kept in its tensor by the bounds of a loop: two of its axes are loops, and the inner one starts and ends where it may.</summary>
    public static bool IsBoundByLoops(LaneNest nest, DerivedIndex index, int[] chunks) => index.Terms.Count(t => nest.Axes[t.Axis].Extent != chunks[t.Axis]) > 1;

    /// <summary>Which points of a chunk count.</summary>
    private static string Signature(LaneNest nest, DerivedIndex[] borders, int axis, int start, int size, int[] chunks)
    {
        if (borders.Length == 0)
        {
            return "";
        }

        StringBuilder text = new();
        int[] point = new int[nest.Axes.Count];
        foreach (DerivedIndex index in borders)
        {
            int[] others = [.. index.Terms.Select(t => t.Axis).Where(a => a != axis)];
            text.Append(((index.Coefficient(axis) * start) + index.Offset) % index.Divisor).Append(':');
            Visit(0);

            void Visit(int k)
            {
                if (k == others.Length)
                {
                    for (int i = 0; i < size; i++)
                    {
                        point[axis] = start + i;
                        text.Append(index.Numerator(point) % index.Divisor != 0 ? Between : index.Contains(point) ? Counts : Outside);
                    }

                    return;
                }

                for (point[others[k]] = 0; point[others[k]] < nest.Axes[others[k]].Extent; point[others[k]]++)
                {
                    Visit(k + 1);
                }

                point[others[k]] = 0;
            }
        }

        return text.ToString();
    }
}
