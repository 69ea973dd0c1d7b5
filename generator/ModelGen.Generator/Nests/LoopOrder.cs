using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Nests;

/// <summary>The order of a contraction's loops, chosen for the first-level cache: what is read again soon is still there.</summary>
internal static class LoopOrder
{
    /// <summary>
    /// Blocks of examples outermost, then rows, then channels, then columns: the rows under a window stay in the cache while all channels go over them. What is
    /// summed follows the operand without lanes, whose numbers are then read one after the other.
    /// </summary>
    public static int[] Of(IReadOnlyList<NestAxis> axes, IReadOnlyList<DerivedIndex> indices)
    {
        int[] all = [.. Enumerable.Range(0, axes.Count)];
        List<int> results = [.. all.Where(a => axes[a].Role == AxisRole.Result).OrderBy(a => axes[a].IsDynamic ? 0 : 1).ThenByDescending(a => axes[a].Strides.Result)];
        int channel = results.FindIndex(a => axes[a].Strides.Column == 1 && !axes[a].IsDynamic);
        if (channel > 1 && axes[results[channel - 1]] is { IsDynamic: false, Strides.Column: 0 })
        {
            (results[channel - 1], results[channel]) = (results[channel], results[channel - 1]);
        }

        IEnumerable<int> windows = all.Where(a => axes[a].Role == AxisRole.Window);
        IEnumerable<int> sums = all.Where(a => axes[a].Role == AxisRole.Sum).OrderBy(a => axes[a].IsDynamic ? 0 : 1).ThenByDescending(a => Math.Abs(Weight(a)));

        // The vectors of a block outside the innermost loop: its row stays in the cache, and what runs once at 512 bits costs nothing.
        int[] added = [.. sums];
        if (added.Length > 1 && axes[added[added.Length - 1]].IsLane)
        {
            (added[added.Length - 2], added[added.Length - 1]) = (added[added.Length - 1], added[added.Length - 2]);
        }

        return [.. results, .. windows, .. added];

        int Weight(int axis)
        {
            Offsets stride = axes[axis].Strides;
            foreach (DerivedIndex index in indices)
            {
                stride += index.Coefficient(axis) * index.Strides;
            }

            return stride.B != 0 ? stride.B : stride.A;
        }
    }
}
