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
            (int first, int end) = Inside(clip, clip.Coefficient(reduction), start);
            (from, to) = (Math.Max(from, first), Math.Min(to, end));
            ranges[reduction.Name] = (from, to);
            isEmpty |= from >= to;
        }

        return ranges;
    }

    /// <summary>A value above <paramref name="value"/> up to which all ranges stay as they are; the axis's extent if they stay so to its end.</summary>
    public static int NextChange(LoopNest nest, LoopAxis axis, int value)
    {
        // Every bound grows or falls along the axis: what is equal at two values is equal between them.
        int[] bounds = [.. Bounds(nest, axis, value)];
        bool IsSame(long at) => at < axis.Extent && Bounds(nest, axis, (int)at).SequenceEqual(bounds);
        long stride = 1, same = value;
        for (; IsSame(same + stride); stride *= 2)
        {
            same += stride;
        }

        for (; stride > 0; stride /= 2)
        {
            same += IsSame(same + stride) ? stride : 0;
        }

        return (int)same + 1;
    }

    /// <summary>Where each clip cuts off its reduction, as far as that has terms there.</summary>
    private static IEnumerable<int> Bounds(LoopNest nest, LoopAxis axis, int value)
    {
        foreach (Clip clip in nest.ClipsOf(axis))
        {
            int start = clip.Offset + (clip.Coefficient(axis) * value);
            if (nest.Reductions.FirstOrDefault(r => clip.Coefficient(r) != 0) is { } reduction)
            {
                (int first, int end) = Inside(clip, clip.Coefficient(reduction), start);
                yield return Math.Min(Math.Max(first, 0), reduction.Extent);
                yield return Math.Min(Math.Max(end, 0), reduction.Extent);
            }
            else
            {
                yield return start < 0 ? -1 : start >= clip.Extent ? 1 : 0;
            }
        }
    }

    /// <summary>The terms from <paramref name="start"/> on, a step apart, that lie inside.</summary>
    private static (int First, int End) Inside(Clip clip, int step, int start) => step > 0
        ? (NestDraft.FloorDivide(step - 1 - start, step), NestDraft.FloorDivide(clip.Extent - 1 - start, step) + 1)
        : (NestDraft.FloorDivide(start - clip.Extent - step, -step), NestDraft.FloorDivide(start, -step) + 1);
}
