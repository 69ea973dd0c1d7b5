using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Kernels;

/// <summary>Stage 6 for contractions: which axis lies in the vectors, and the tile that fits the registers.</summary>
internal static class ContractSelector
{
    public static ContractSchedule Select(MatrixProduct product, VectorWidth width, Precision precision, int maxBatch)
    {
        if (!width.IsScalar && product.RightColumnStride == 1)
        {
            return new BroadcastSchedule(new TileSearch(product, width, precision, maxBatch).Best().ToEquatableArray());
        }

        bool dot = product.RightDepthStride == 1 && product.LeftDepthStride == 1 && !product.Depth.IsBatch;
        VectorType vector = Piece.Cover(product.Depth.IsBatch ? 1 : product.Depth.Extent, width.Bits, precision)[0].Type;
        return dot && !vector.IsScalar ? Dot(product, vector, precision) : Loops(product, precision);
    }

    /// <summary>Pieces in blocks of at most <paramref name="most"/>, for code that does not have rows in its tiles or chooses them itself.</summary>
    public static EquatableArray<ColumnTile> Columns(IReadOnlyList<Piece> pieces, int most)
    {
        int tiles = (pieces.Count + most - 1) / most;
        List<ColumnTile> result = [];
        for (int t = 0, at = 0; t < tiles; t++)
        {
            Piece[] block = [.. pieces.Skip(at).Take((pieces.Count - at) / (tiles - t))];
            int first = block[0].Offset;
            at += block.Length;
            result.Add(new ColumnTile(first, 1, block[block.Length - 1].Offset + block[block.Length - 1].Type.Lanes - first, [.. block.Select(p => p with { Offset = p.Offset - first })], 1, 1));
        }

        return Merge(result).ToEquatableArray();
    }

    /// <summary>Equal neighbours become one block that repeats.</summary>
    private static IEnumerable<ColumnTile> Merge(IEnumerable<ColumnTile> tiles)
    {
        List<ColumnTile> merged = [];
        foreach (ColumnTile tile in tiles)
        {
            if (merged.LastOrDefault() is { } last && last.Pieces.Equals(tile.Pieces) && last.Offset + (last.Repeat * last.Width) == tile.Offset)
            {
                merged[merged.Count - 1] = last with { Repeat = last.Repeat + 1 };
            }
            else
            {
                merged.Add(tile);
            }
        }

        return merged;
    }

    private static DotSchedule Dot(MatrixProduct product, VectorType vector, Precision precision)
    {
        Piece[] depth = [.. Enumerable.Range(0, (product.Depth.Extent + vector.Lanes - 1) / vector.Lanes).Select(k =>
        {
            int overlap = Math.Max(0, ((k + 1) * vector.Lanes) - product.Depth.Extent);
            return new Piece((k * vector.Lanes) - overlap, vector, overlap);
        })];
        DotSchedule schedule = new(vector, depth.ToEquatableArray(), depth.Length > CostModel.MostVectorsWrittenOut, [], 0);
        return WithColumns(schedule, product.UpdatesInPlace
            ? Piece.Narrowing(product.Column.Extent, vector.Bits, precision)
            : Piece.Cover(product.Column.Extent, vector.Bits, precision));
    }

    /// <summary>The columns in this order, the first as often as it follows itself; the last of them may be moved back.</summary>
    private static DotSchedule WithColumns(DotSchedule schedule, IReadOnlyList<Piece> columns)
    {
        int repeat = columns.TakeWhile(c => c.Overlap == 0 && c.Type.Equals(columns[0].Type)).Count();
        if (repeat == columns.Count - 1 && columns[repeat] is { Overlap: > 0 } last && last.Type.Equals(columns[0].Type))
        {
            return schedule with { Columns = [columns[0]], Repeat = columns.Count, MovedBack = last.Overlap };
        }

        return schedule with { Columns = columns.Skip(repeat - 1).Select((c, k) => k == 0 ? columns[0] : c).ToEquatableArray(), Repeat = repeat, MovedBack = 0 };
    }

    /// <summary>
    /// Dot products whose rows are updated at once: no row may come twice, so the columns are covered without overlap. Null where the depth does not
    /// stay in registers.
    /// </summary>
    public static DotSchedule? SelectRowUpdate(MatrixProduct product, ContractSchedule gradient, Precision precision)
    {
        if (gradient is not DotSchedule { IsLoop: false } dot || dot.Depth.Count > CostModel.MostVectorsOfUpdatedRow)
        {
            return null;
        }

        return WithColumns(dot, Piece.Narrowing(product.Column.Extent, dot.Vector.Bits, precision));
    }

    /// <summary>Three loops over single numbers: what is left on a machine without vectors.</summary>
    private static BroadcastSchedule Loops(MatrixProduct product, Precision precision) =>
        new([new ColumnTile(0, product.Column.Extent, 1, [new Piece(0, new VectorType(0, precision))], 1, 1)]);
}
