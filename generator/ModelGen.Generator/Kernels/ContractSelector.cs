using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Kernels;

/// <summary>Stage 6 for contractions: which axis lies in the vectors, and the tile that fits the registers.</summary>
internal static class ContractSelector
{
    // More independent sums than this do not run faster: an addition takes four cycles, and two start in each.
    private const int EnoughSums = 8;

    private const int MostRows = 12;

    private const int MostWrittenOut = 8;

    // A row, the gradient with and without the lanes that count once, and the sums of a leaf fit the registers.
    private const int MostPiecesOfRow = 4;

    /// <summary>A depth up to this is written out instead of looped over.</summary>
    public const int MostDepthWrittenOut = 4;

    // Where each sum has so few terms, rows need not wait for each other, and more of them in a tile gain nothing.
    private const int RowsOfShallowTile = 4;

    public static ContractSchedule Select(MatrixProduct product, VectorWidth width, Precision precision, int maxBatch)
    {
        if (!width.IsScalar && product.RightColumnStride == 1)
        {
            return Broadcast(product, width, precision, maxBatch);
        }

        bool dot = product.RightDepthStride == 1 && product.LeftDepthStride == 1 && !product.Depth.IsBatch;
        VectorType vector = Piece.Cover(product.Depth.IsBatch ? 1 : product.Depth.Extent, width.Bits, precision)[0].Type;
        return dot && !vector.IsScalar ? Dot(product, vector, precision) : Loops(product, precision);
    }

    private static BroadcastSchedule Broadcast(MatrixProduct product, VectorWidth width, Precision precision, int maxBatch)
    {
        IReadOnlyList<Piece> pieces = Piece.Cover(product.Column.Extent, width.Bits, precision);
        int most = width.Registers >= 32 ? 4 : 2;
        int tiles = (pieces.Count + most - 1) / most;
        List<ColumnTile> result = [];
        for (int t = 0, at = 0; t < tiles; t++)
        {
            // Evenly, and rather more in the last tile: an overlapping piece stands beside the piece that it overlaps, and both are read before either is written.
            int count = (pieces.Count - at) / (tiles - t);
            result.Add(Tile(product, [.. pieces.Skip(at).Take(count)], width, maxBatch));
            at += count;
        }

        return new BroadcastSchedule(Merge(result).ToEquatableArray());
    }

    private static ColumnTile Tile(MatrixProduct product, Piece[] pieces, VectorWidth width, int maxBatch)
    {
        int first = pieces[0].Offset;
        Piece last = pieces[pieces.Length - 1];
        int fitting = (width.Registers - pieces.Length - 1) / pieces.Length;
        bool shallow = !product.Depth.IsBatch && product.Depth.Extent <= MostDepthWrittenOut;
        int most = shallow && !product.Row.IsBatch ? RowsOfShallowTile : MostRows;
        int rows = Math.Min(Math.Min(most, fitting), product.Row.IsBatch ? maxBatch : product.Row.Extent);

        int chains = Math.Max(1, EnoughSums / pieces.Length);
        return new ColumnTile(
            first,
            1,
            last.Offset + last.Type.Lanes - first,
            pieces.Select(p => p with { Offset = p.Offset - first }).ToEquatableArray(),
            rows,
            product.Depth.IsBatch || product.Depth.Extent < 2 * chains ? 1 : chains);
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
        DotSchedule schedule = new(vector, depth.ToEquatableArray(), depth.Length > MostWrittenOut, [], 0);
        return WithColumns(schedule, product.UpdatesInPlace
            ? Piece.Narrowing(product.Column.Extent, vector.Bits, precision)
            : Piece.Cover(product.Column.Extent, vector.Bits, precision));
    }

    /// <summary>The columns in this order, the first as often as it follows itself.</summary>
    private static DotSchedule WithColumns(DotSchedule schedule, IReadOnlyList<Piece> columns)
    {
        int repeat = columns.TakeWhile(c => c.Overlap == 0 && c.Type.Equals(columns[0].Type)).Count();
        return schedule with { Columns = columns.Skip(repeat - 1).Select((c, k) => k == 0 ? columns[0] : c).ToEquatableArray(), Repeat = repeat };
    }

    /// <summary>
    /// Dot products whose rows are updated at once: no row may come twice, so the columns are covered without overlap. Null where the depth does not
    /// stay in registers.
    /// </summary>
    public static DotSchedule? SelectRowUpdate(MatrixProduct product, ContractSchedule gradient, Precision precision)
    {
        if (gradient is not DotSchedule { IsLoop: false } dot || dot.Depth.Count > MostPiecesOfRow)
        {
            return null;
        }

        return WithColumns(dot, Piece.Narrowing(product.Column.Extent, dot.Vector.Bits, precision));
    }

    /// <summary>Three loops over single numbers: what is left on a machine without vectors.</summary>
    private static BroadcastSchedule Loops(MatrixProduct product, Precision precision) =>
        new([new ColumnTile(0, product.Column.Extent, 1, [new Piece(0, new VectorType(0, precision))], 1, 1)]);
}
