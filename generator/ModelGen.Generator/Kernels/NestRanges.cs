using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Kernels;

/// <summary>Which values of the reductions lie inside.</summary>
internal static class NestRanges
{
    /// <summary>The ranges of the reductions that <paramref name="axis"/> clips, where it has a known value.</summary>
    /// <param name="isEmpty">Whether no term lies inside.</param>
    public static Dictionary<string, (int From, int To)> Of(LoopNest nest, LoopAxis axis, int value, out bool isEmpty)
    {
        Dictionary<string, (int From, int To)> ranges = [];
        isEmpty = false;
        foreach (Clip clip in nest.ClipsOf(axis))
        {
            int start = clip.Offset + (clip.Coefficient(axis) * value);
            LoopAxis? reduction = nest.Reductions.FirstOrDefault(r => clip.Coefficient(r) != 0);
            if (reduction is null)
            {
                isEmpty |= start < 0 || start >= clip.Extent;
                continue;
            }

            (int from, int to) = ranges.TryGetValue(reduction.Name, out (int From, int To) known) ? known : (0, reduction.Extent);
            int step = clip.Coefficient(reduction);
            int first = step > 0 ? NestDraft.FloorDivide(step - 1 - start, step) : NestDraft.FloorDivide(start - clip.Extent - step, -step);
            int last = step > 0 ? NestDraft.FloorDivide(clip.Extent - 1 - start, step) : NestDraft.FloorDivide(start, -step);
            (from, to) = (Math.Max(from, first), Math.Min(to, last + 1));
            ranges[reduction.Name] = (from, to);
            isEmpty |= from >= to;
        }

        return ranges;
    }
}
