using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// Covers the columns of a product with blocks of vectors and gives each block as many rows as pay, by trying what fits the registers and asking
/// <see cref="CostModel"/> for the cycles.
/// </summary>
/// <remarks>
/// All vectors are of one type, the widest that the columns fill, so that one broadcast number serves them all; the last is moved back to end with the columns.
/// Only where loads are the limit it is as narrow as it can be, since a narrow one rarely lies across two cache lines. Either one block repeats and the last
/// is moved back, or a last block of another width follows.
/// </remarks>
internal sealed class TileSearch(MatrixProduct product, VectorWidth width, Precision precision, int maxBatch)
{
    private readonly PieceRun _pieces = PieceRun.Cover(product.Column.Extent, width.Bits, precision);

    private VectorType Vector => _pieces[0].Type;

    /// <summary>The vector that ends with the columns.</summary>
    private VectorType LastVector => IsBoundByLoads ? _pieces.Last.Type : Vector;

    private int Columns => product.Column.Extent;

    /// <summary>The vectors that cover all columns.</summary>
    private int Vectors => ((Columns - 1) / Vector.Lanes) + 1;

    /// <summary>How many columns the last vector shares with the one before.</summary>
    private int Overlap => ((Vectors - 1) * Vector.Lanes) + LastVector.Lanes - Columns;

    private bool IsShallow => !product.Depth.IsBatch && product.Depth.Extent <= CostModel.MostDepthWrittenOut;

    /// <summary>A lone row or a written-out depth reads a vector for each multiply-add.</summary>
    private bool IsBoundByLoads => IsShallow || (product.Row.IsBatch ? maxBatch : product.Row.Extent) == 1;

    /// <summary>The cheapest cover; a second kind of block must save more than its text is worth.</summary>
    public IReadOnlyList<ColumnTile> Best() => Covers().OrderBy(cover => cover.Sum(Cycles) * (1 + (CostModel.PerFurtherBlock * (cover.Count - 1)))).First();

    private IEnumerable<IReadOnlyList<ColumnTile>> Covers()
    {
        for (int vectors = Math.Min(Vectors, MostVectors); vectors > 0; vectors--)
        {
            int repeat = (Vectors + vectors - 1) / vectors, rest = Vectors % vectors;
            int blockWidth = vectors * Vector.Lanes, moved = (repeat * blockWidth) - Columns;
            if (repeat == 1)
            {
                yield return [LastBlock(0, vectors)];
                continue;
            }

            // Moved back, a block comes upon columns that the one before has written: nothing may be updated in place.
            if (moved == 0 || !product.UpdatesInPlace)
            {
                yield return [Block(0, repeat, vectors) with { MovedBack = moved }];
            }

            // As many blocks as are full, and the rest in a last one, which may take a whole block along: a vector stands beside the one that it overlaps.
            foreach (int last in new[] { rest, rest + vectors })
            {
                int full = (Vectors - last) / vectors;
                if (last > 0 && last <= MostVectors && full > 0 && (Overlap == 0 || last > 1))
                {
                    yield return [Block(0, full, vectors), LastBlock(full * blockWidth, last)];
                }
            }
        }
    }

    /// <summary>The most vectors of a block: two rows of sums, the vectors and the broadcast numbers fit the registers.</summary>
    private int MostVectors => Math.Max(1, (width.Registers - Broadcasts) / 3);

    /// <summary>A broadcast number is there once for each type of vector.</summary>
    private int Broadcasts => Vector.Equals(LastVector) ? 1 : 2;

    /// <summary>Blocks of whole vectors.</summary>
    private ColumnTile Block(int offset, int repeat, int vectors) =>
        Tile(offset, repeat, Enumerable.Range(0, vectors).Select(k => new Piece(k * Vector.Lanes, Vector)));

    /// <summary>The block that ends with the columns.</summary>
    private ColumnTile LastBlock(int offset, int vectors) =>
        Tile(offset, 1, Enumerable.Range(0, vectors).Select(k => k < vectors - 1 ? new Piece(k * Vector.Lanes, Vector) : new Piece(Columns - LastVector.Lanes - offset, LastVector, Overlap)));

    private ColumnTile Tile(int offset, int repeat, IEnumerable<Piece> pieces)
    {
        EquatableArray<Piece> vectors = pieces.ToEquatableArray();
        Piece last = vectors[vectors.Count - 1];
        ColumnTile tile = new(offset, repeat, last.Offset + last.Type.Lanes, vectors, 1, Chains(vectors.Count));
        return Enumerable.Range(1, MostRows(vectors.Count)).Select(rows => tile with { Rows = rows }).OrderBy(Cycles).ThenByDescending(t => t.Rows).First();
    }

    private int MostRows(int vectors)
    {
        int most = IsShallow && !product.Row.IsBatch ? CostModel.RowsOfShallowTile : CostModel.MostRows;
        return Math.Min(Math.Min(most, Fitting(vectors)), product.Row.IsBatch ? maxBatch : product.Row.Extent);
    }

    /// <summary>How many sums of each vector fit the registers.</summary>
    private int Fitting(int vectors) => Math.Max(1, (width.Registers - vectors - Broadcasts) / vectors);

    /// <summary>Enough chains for a lone row, or up to half as many again where these divide the depth.</summary>
    private int Chains(int vectors)
    {
        int enough = (CostModel.EnoughSums + vectors - 1) / vectors;
        int depth = product.Depth.Extent;
        if (product.Depth.IsBatch || depth < 2 * enough)
        {
            return 1;
        }

        int most = Math.Min(enough + (enough / 2), Fitting(vectors));
        return Enumerable.Range(enough, Math.Max(1, most - enough + 1)).Where(chains => depth % chains == 0).DefaultIfEmpty(enough).First();
    }

    /// <summary>The cycles of a block and its repetitions over all rows.</summary>
    private double Cycles(ColumnTile tile)
    {
        // Any batch may come, and the last tile of one is moved back: only small ones make a difference.
        double rows = product.Row.IsBatch ? maxBatch : product.Row.Extent;
        bool isMany = product.Row.IsBatch && rows > 2 * CostModel.MostRows;
        double tiles = isMany ? rows / tile.Rows : product.Row.IsBatch || !product.UpdatesInPlace ? Math.Ceiling(rows / tile.Rows) : Math.Floor(rows / tile.Rows);
        double rest = product.Row.IsBatch || !product.UpdatesInPlace ? 0 : rows % tile.Rows;
        double cycles = tiles * CostModel.Cycles(WorkOf(tile, tile.Rows), width);
        return tile.Repeat * (cycles + (rest > 0 ? CostModel.Cycles(WorkOf(tile, (int)rest), width) : 0));
    }

    private TileWork WorkOf(ColumnTile tile, int rows)
    {
        int vectors = tile.Pieces.Count, sums = rows * vectors;
        int depth = product.Depth.IsBatch ? maxBatch : product.Depth.Extent;
        int loads = vectors + (product.Left is null ? 0 : rows);
        TileWork step = new(sums, loads, 1, sums + vectors + Broadcasts, depth, 3 * sums);
        return IsShallow ? step with { MultiplyAdds = depth * sums, Loads = depth * loads, Chain = depth, Iterations = 1 } : step;
    }
}
