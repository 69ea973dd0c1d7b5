using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Kernels;

/// <summary>The shape of a loop nest's code for one vector width.</summary>
/// <param name="Outer">Outputs that are looped over one by one, outermost first.</param>
/// <param name="Vector">The output that lies in vectors; null where none can.</param>
/// <param name="Columns">Its blocks.</param>
/// <param name="Rows">The outputs of which a tile has several, none or one or two; the second is never clipped.</param>
internal sealed record NestSchedule(
    LoopNest Nest, EquatableArray<LoopAxis> Outer, LoopAxis? Vector, EquatableArray<ColumnTile> Columns, EquatableArray<RowAxis> Rows)
{
    /// <summary>How many vectors may live at once.</summary>
    public int Registers { get; init; }

    /// <summary>What is summed where no output of the tile is clipped, or all are alike.</summary>
    public EquatableArray<ReductionLoop> Loops { get; init; } = [];

    /// <summary>How many bodies the code has: the tile is written once for each kind of segment and its rest.</summary>
    public int Bodies => Columns.Count * Rows.Aggregate(1, (product, rows) => product * rows.Segments.Sum(s => s.HasRest ? 2 : 1));

    public string Describe()
    {
        IEnumerable<string> tiles = Columns.Select(c => $"{string.Join(" × ", Rows.Select(r => r.Segments.Max(s => s.Count)).Append(c.Pieces.Count * c.Pieces[0].Type.Lanes))}").Distinct();
        string axes = string.Join(" × ", Rows.Select(r => r.Axis.Name).Concat(Vector is null ? [] : [Vector.Name]));
        return $"tiles of {string.Join(" and ", tiles)} results{(axes == "" ? "" : $" ({axes})")}";
    }
}

/// <summary>An output of which a tile has several values.</summary>
internal sealed record RowAxis(LoopAxis Axis, EquatableArray<Segment> Segments);

/// <summary>Neighbouring values of an output for which the same terms lie inside.</summary>
/// <param name="To">The first value after them; of no meaning where there are as many as examples.</param>
/// <param name="Count">How many of them a full tile has.</param>
/// <param name="Loops">What is summed; empty where nothing lies inside.</param>
/// <param name="IsEmpty">Whether nothing does.</param>
internal sealed record Segment(int From, int To, int Count, EquatableArray<ReductionLoop> Loops, bool IsEmpty)
{
    public bool HasRest => (To - From) % Count != 0;
}

/// <summary>A loop over terms.</summary>
/// <param name="Axis">The reduction, or several that lie so that they are one.</param>
/// <param name="From">The first value, where it is constant.</param>
/// <param name="Count">How many there are, where that is constant; for each example if the axis is so.</param>
/// <param name="IsClipped">Whether the first and the last value depend on an outer variable.</param>
/// <param name="IsWrittenOut">Whether there is no loop but its body as often.</param>
internal sealed record ReductionLoop(LoopAxis Axis, int From, int Count, bool IsClipped, bool IsWrittenOut);
