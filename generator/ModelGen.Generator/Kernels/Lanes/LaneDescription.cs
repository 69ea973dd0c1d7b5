using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Nests;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>A schedule in words, for the comment above the code.</summary>
internal static class LaneDescription
{
    public static string Of(LaneSchedule schedule)
    {
        LaneNest nest = schedule.Nest;
        string tile = Product(schedule, ofSum: false);
        string turn = Product(schedule, ofSum: true);
        string loops = string.Join(", ", schedule.Loops(ofSum: false).Concat(schedule.Loops(ofSum: true)).Select(a => nest.Axes[a].IsDynamic ? "block" : nest.Axes[a].Name));
        return $"examples in the lanes, tiles of {(tile.Length == 0 ? "one sum" : $"{tile} sums")}{(turn.Length == 0 ? "" : $", {turn} written out")}, loops over {loops}";
    }

    private static string Product(LaneSchedule schedule, bool ofSum)
    {
        IEnumerable<string> parts = Enumerable.Range(0, schedule.Nest.Axes.Count)
            .Where(a => schedule.Nest.Axes[a].Role == AxisRole.Sum == ofSum && schedule.Chunks[a] > 1)
            .Select(a => $"{schedule.Chunks[a]} {(schedule.Nest.Axes[a].IsDynamic ? "blocks" : schedule.Nest.Axes[a].Name)}");
        return string.Join(" × ", parts);
    }
}
