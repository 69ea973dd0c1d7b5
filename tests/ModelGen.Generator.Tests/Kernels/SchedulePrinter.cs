using System.Linq;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Tests.Kernels;

/// <summary>Schedules as text.</summary>
internal static class SchedulePrinter
{
    /// <summary>
    /// <c>@32 6 rows × (16 16 4~3) × 2, 4 chains</c>: from column 32 on, twice, tiles of 6 rows and three vectors, of which the last has 4 lanes and overlaps 3; a lone
    /// row in 4 chains. <c>, the last 8 back</c>: the last block begins 8 columns earlier, and ends with the columns. <c>dot 16~, 4 × 3, the last 2 back</c>: dot products in vectors of 16 lanes, of which the last may overlap, for four columns three times; <c>1 × 2</c>: for two columns one by one.
    /// </summary>
    public static string Print(ContractSchedule schedule) => schedule switch
    {
        BroadcastSchedule broadcast => string.Join("; ", broadcast.Tiles.Select(Print)),
        DotSchedule dot => string.Join(
            ", ",
            new[] { $"dot {dot.Vector.Lanes}{(dot.IsWhole ? "" : "~")}", dot.Fours == 0 ? "" : $"4{Repeat(dot.Fours)}{Back(dot.MovedBack)}", dot.Alone == 0 ? "" : $"1{Repeat(dot.Alone)}" }.Where(p => p != "")),
        _ => schedule.ToString(),
    };

    private static string Print(ColumnTile tile) =>
        $"@{tile.Offset} {tile.Rows} rows × ({Print(tile.Pieces)}){Repeat(tile.Repeat)}{Back(tile.MovedBack)}{(tile.Chains == 1 ? "" : $", {tile.Chains} chains")}";

    private static string Back(int columns) => columns == 0 ? "" : $", the last {columns} back";

    private static string Repeat(int count) => count == 1 ? "" : $" × {count}";

    public static string Print(System.Collections.Generic.IEnumerable<Piece> pieces) =>
        string.Join(" ", pieces.Select(p => $"{p.Type.Lanes}{(p.Overlap == 0 ? "" : $"~{p.Overlap}")}"));
}
