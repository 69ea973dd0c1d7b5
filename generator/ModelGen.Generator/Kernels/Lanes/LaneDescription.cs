using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>A schedule in words, for the comment above the code.</summary>
internal static class LaneDescription
{
    /// <summary>What holds for all widths.</summary>
    public static string Of(LaneSchedule schedule)
    {
        LaneNest nest = schedule.Nest;
        string tile = Product(schedule, ofSum: false);
        string turn = Product(schedule, ofSum: true);
        string loops = string.Join(", ", schedule.Loops(ofSum: false).Concat(schedule.Loops(ofSum: true)).Where(a => !nest.Axes[a].IsLane).Select(Name));
        return $"examples in the lanes, tiles of {tile}{(turn.Length == 0 ? "" : $", {turn} written out")}, loops over {loops}";

        string Name(int axis) => nest.Axes[axis].IsDynamic ? "block" : nest.Axes[axis].Name;
    }

    /// <summary>The same with the columns of a width.</summary>
    public static string Of(LaneSchedule schedule, VectorWidth width) => schedule.Column < 0
        ? Of(schedule)
        : $"{schedule.Blocks[VectorWidth.All.ToList().IndexOf(width)]} columns, {Of(schedule)}";

    private static string Product(LaneSchedule schedule, bool ofSum)
    {
        IEnumerable<string> parts = Enumerable.Range(0, schedule.Nest.Axes.Count)
            .Where(a => schedule.Nest.Axes[a].Role == AxisRole.Sum == ofSum && schedule.Chunks[a] > 1)
            .Select(a => $"{schedule.Chunks[a]} {schedule.Nest.Axes[a].Name}");
        string[] column = ofSum || schedule.Column < 0 ? [] : [schedule.Nest.Axes[schedule.Column].IsDynamic ? "B.Columns blocks" : $"B.Columns {schedule.Nest.Axes[schedule.Column].Name}"];
        string product = string.Join(" × ", parts.Concat(column));
        return ofSum ? product : product.Length == 0 ? "one sum" : $"{product} sums";
    }
}
