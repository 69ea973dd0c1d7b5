using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Kernels;

/// <summary>The loops over the terms of a nest, and where along an output they change.</summary>
internal static class LoopReductions
{
    private const int LongestWrittenOut = 9;

    /// <summary>
    /// The loops over all terms. Where <paramref name="cut"/> has a known value, what it clips is constant; else the bounds depend on it. Reductions that lie side by
    /// side in both operands are one.
    /// </summary>
    public static EquatableArray<ReductionLoop> Of(LoopNest nest, LoopAxis? cut = null, int value = 0)
    {
        Dictionary<string, (int From, int To)> ranges = cut is null ? [] : NestRanges.Of(nest, cut, value, out _);
        List<ReductionLoop> loops = [];
        foreach (LoopAxis axis in nest.Reductions)
        {
            ReductionLoop loop = ranges.TryGetValue(axis.Name, out (int From, int To) range) ? new(axis, range.From, range.To - range.From, false)
                : new(axis, 0, axis.Extent, false) { Clipped = nest.ClipsOf(axis).Any() || nest.Band?.Limits(nest, axis) == true ? axis : null };
            if (loops.LastOrDefault() is { } outer && loop.Clipped is null && !axis.PerExample && loop.Count == axis.Extent && axis.Extent * axis.Step == outer.Axis.Step)
            {
                LoopAxis both = new(outer.Axis.Name + axis.Name, outer.Axis.Extent * axis.Extent, outer.Axis.PerExample, axis.Step);
                loops[loops.Count - 1] = outer with { Axis = both, From = outer.From * axis.Extent, Count = outer.Count * axis.Extent, Inner = outer.Inner * axis.Extent };
            }
            else
            {
                loops.Add(loop);
            }
        }

        return loops.ToEquatableArray();
    }

    /// <summary>The axis cut where the range of a reduction changes.</summary>
    /// <param name="most">How many segments are of use; with more, the rest of the axis is left out.</param>
    public static IReadOnlyList<Segment> Segments(LoopNest nest, LoopAxis axis, int most = int.MaxValue)
    {
        if (axis.PerExample || !nest.ClipsOf(axis).Any())
        {
            return [new Segment(0, axis.Extent, Of(nest), false)];
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
                segments.Add(new Segment(value, next, isEmpty ? [] : Of(nest, axis, value), isEmpty));
            }

            before = now;
        }

        return segments;
    }

    /// <summary>Whether an output clips terms together with one reduction alone, so that segments of it are all that changes.</summary>
    public static bool CanBeCut(LoopNest nest, LoopAxis axis) =>
        !nest.ClipsOf(axis).Any(c => c.Terms.Count(t => t.Axis != axis.Name) > 1 || c.Terms.Any(t => nest.Outputs.Any(o => o != axis && o.Name == t.Axis)));

    /// <summary>Writes out short loops from the innermost on, while the terms of a sum stay few.</summary>
    public static EquatableArray<ReductionLoop> WriteOut(EquatableArray<ReductionLoop> loops, int mostTerms)
    {
        List<ReductionLoop> result = [.. loops];
        int terms = 1;
        for (int k = result.Count - 1; k >= 0; k--)
        {
            terms *= result[k].Count;
            if (result[k].Clipped is not null || result[k].Axis.PerExample || result[k].Count > LongestWrittenOut || terms > mostTerms)
            {
                break;
            }

            result[k] = result[k] with { IsWrittenOut = true };
        }

        return result.ToEquatableArray();
    }

    /// <summary>The terms of each sum that are written out.</summary>
    public static int Terms(EquatableArray<ReductionLoop> loops) => loops.Where(l => l.IsWrittenOut).Aggregate(1, (product, l) => product * l.Count);
}
