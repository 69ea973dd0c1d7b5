using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Kernels;

/// <summary>The shape of a loop nest's code for one vector width. But for the blocks of columns it is the same at all widths, mostly.</summary>
/// <param name="Outer">Outputs that are looped over one by one, outermost first.</param>
/// <param name="Vector">The output that lies in blocks of vectors; null where none can.</param>
/// <param name="Columns">Its blocks.</param>
/// <param name="Rows">The outputs of which a tile has several, none or one or two; the second is never clipped. Then those that must be cut.</param>
internal sealed record NestSchedule(
    LoopNest Nest, EquatableArray<LoopAxis> Outer, LoopAxis? Vector, EquatableArray<ColumnTile> Columns, EquatableArray<RowAxis> Rows)
{
    /// <summary>Whether each number of the left operand is the larger of two neighbours: a pool of 2 columns.</summary>
    public bool IsPaired { get; init; }

    /// <summary>Where <see cref="IsPaired"/>, how far below lie two more neighbours that each number is the largest of; 0 where none do.</summary>
    public int RowsOfPairs { get; init; }

    /// <summary>What is summed where no output of the tile cuts terms off, or where what it cuts off depends on its value.</summary>
    public EquatableArray<ReductionLoop> Loops { get; init; } = [];

    /// <summary>How many sums a lone row splits each of its sums into, so that additions need not wait for each other.</summary>
    public int Chains { get; init; } = 1;

    /// <summary>The rows of a full tile.</summary>
    public int RowsOfTile => Rows.Aggregate(1, (product, r) => product * r.Count);

    public string Describe()
    {
        string tiles = string.Join(" × ", [.. Rows.Where(r => r.Count > 1).Select(r => $"{r.Count}"), .. Columns.Select(c => $"{c.Width}").Distinct()]);
        string axes = string.Join(" × ", [.. Rows.Where(r => r.Count > 1).Select(r => r.Axis.Name), .. Vector is null ? (string[])[] : [Vector.Name]]);
        return $"tiles of {tiles} results{(axes == "" ? "" : $" ({axes})")}";
    }
}

/// <summary>An output of which a tile has several values, or which is cut where the terms that lie inside change.</summary>
/// <param name="Count">How many of them a full tile has.</param>
/// <param name="Long">Where full tiles fit. Of one segment alone the terms are known, and so are those of an axis that nothing clips.</param>
/// <param name="Short">Values that come one by one, as at an image's borders.</param>
/// <param name="Empty">Where no term lies inside.</param>
internal sealed record RowAxis(LoopAxis Axis, int Count, EquatableArray<Segment> Long, EquatableArray<Segment> Short, EquatableArray<Segment> Empty);

/// <summary>Neighbouring values of an output for which the same terms lie inside.</summary>
/// <param name="To">The first value after them; of no meaning where there are as many as examples.</param>
/// <param name="Loops">What is summed.</param>
/// <param name="IsEmpty">Whether nothing lies inside.</param>
internal sealed record Segment(int From, int To, EquatableArray<ReductionLoop> Loops, bool IsEmpty)
{
    public int Length => To - From;
}

/// <summary>A loop over terms.</summary>
/// <param name="Axis">The reduction, or several that lie so that they are one.</param>
/// <param name="From">The first value, where it is constant.</param>
/// <param name="Count">How many there are, where that is constant; for each example if the axis is so.</param>
/// <param name="IsWrittenOut">Whether there is no loop but its body as often.</param>
internal sealed record ReductionLoop(LoopAxis Axis, int From, int Count, bool IsWrittenOut)
{
    /// <summary>The reduction whose first and last value depend on an outer variable; null where they are constant.</summary>
    public LoopAxis? Clipped { get; init; }

    /// <summary>How many terms lie side by side for each value of <see cref="Clipped"/>.</summary>
    public int Inner { get; init; } = 1;
}
