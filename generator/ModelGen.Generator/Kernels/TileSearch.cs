using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// Covers columns with blocks of vectors, by trying what fits the registers and asking <see cref="CostModel"/> for the cycles. The rows of
/// a tile and the chains of a lone row are given: the text is that of every width (<see cref="TileSelector"/>).
/// </summary>
/// <remarks>
/// All vectors are of one type, the widest that the columns fill, so that one broadcast number serves them all; the last is moved back to end with the columns.
/// Either one block repeats and the last is moved back, or a last block of another width follows.
/// </remarks>
internal sealed class TileSearch(TileProblem problem, VectorWidth width, Precision precision, int maxBatch, int rows, int chains)
{
    private readonly VectorType _vector = PieceRun.Cover(problem.Column.Extent, width.Bits, precision)[0].Type;

    private int Columns => problem.Column.Extent;

    /// <summary>The vectors that cover all columns.</summary>
    private int Vectors => ((Columns - 1) / _vector.Lanes) + 1;

    /// <summary>How many columns the last vector shares with the one before.</summary>
    private int Overlap => (Vectors * _vector.Lanes) - Columns;

    /// <summary>Numbers of a row shorter than any vector come one after another.</summary>
    private int MostVectors => _vector.IsScalar ? 1 : CostModel.MostVectorsOfBlock;

    /// <summary>The cheapest cover with its cycles; a second kind of block must save more than its text is worth. Null where so many rows do not fit.</summary>
    public (IReadOnlyList<ColumnTile> Tiles, double Cycles)? Best()
    {
        (IReadOnlyList<ColumnTile> Tiles, double Cycles)[] covers =
        [
            .. Covers().Where(c => c.All(t => Math.Max(rows, chains) <= Fitting(t.Pieces.Count)))
                .Select(c => (c, c.Sum(Cycles) * (1 + (CostModel.PerFurtherBlock * (c.Count - 1))))),
        ];
        return covers.Length == 0 ? null : covers.OrderBy(c => c.Cycles).First();
    }

    private IEnumerable<IReadOnlyList<ColumnTile>> Covers()
    {
        for (int vectors = Math.Min(Vectors, MostVectors); vectors > 0; vectors--)
        {
            int repeat = (Vectors + vectors - 1) / vectors, rest = Vectors % vectors;
            int blockWidth = vectors * _vector.Lanes, moved = (repeat * blockWidth) - Columns;
            if (repeat == 1)
            {
                yield return [LastBlock(0, vectors)];
                continue;
            }

            // Moved back, a block comes upon columns that the one before has written: nothing may be updated in place.
            if (moved == 0 || !problem.UpdatesInPlace)
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

    /// <summary>Blocks of whole vectors.</summary>
    private ColumnTile Block(int offset, int repeat, int vectors) =>
        Tile(offset, repeat, Enumerable.Range(0, vectors).Select(k => new Piece(k * _vector.Lanes, _vector)));

    /// <summary>The block that ends with the columns.</summary>
    private ColumnTile LastBlock(int offset, int vectors) =>
        Tile(offset, 1, Enumerable.Range(0, vectors).Select(k => k < vectors - 1 || Overlap == 0 ? new Piece(k * _vector.Lanes, _vector) : new Piece(Columns - _vector.Lanes - offset, _vector, Overlap)));

    private ColumnTile Tile(int offset, int repeat, IEnumerable<Piece> pieces)
    {
        EquatableArray<Piece> vectors = pieces.ToEquatableArray();
        Piece last = vectors[vectors.Count - 1];
        return new ColumnTile(offset, repeat, last.Offset + last.Type.Lanes, vectors, rows, chains);
    }

    /// <summary>How many sums of each vector fit the registers, beside the vectors and the broadcast number.</summary>
    private int Fitting(int vectors) => Math.Max(1, (width.Registers - vectors - 1) / vectors);

    /// <summary>The cycles of a block and its repetitions over all rows.</summary>
    private double Cycles(ColumnTile tile)
    {
        // Any batch may come, and the last tile of one is moved back: only small ones make a difference.
        double count = problem.Row.IsBatch ? maxBatch * problem.Row.PerExample : problem.Row.Extent;
        bool isMany = problem.Row.IsBatch && count > 2 * CostModel.MostRows;
        double tiles = isMany ? count / rows : problem.Row.IsBatch || !problem.UpdatesInPlace ? Math.Ceiling(count / rows) : Math.Floor(count / rows);
        double rest = problem.Row.IsBatch || !problem.UpdatesInPlace ? 0 : count % rows;
        double cycles = tiles * CostModel.Cycles(WorkOf(tile, rows), width);
        cycles += rest > 0 ? CostModel.Cycles(WorkOf(tile, (int)rest), width) : 0;
        cycles += problem.Row.IsBatch && rows > 1 ? CostModel.ShareOfLoneRows * count * CostModel.Cycles(WorkOf(tile, 1), width) : 0;
        return tile.Repeat * cycles;
    }

    private TileWork WorkOf(ColumnTile tile, int ofRows)
    {
        int vectors = tile.Pieces.Count, parts = ofRows == 1 ? chains : 1, sums = ofRows * vectors * parts;
        int depth = problem.Depth.IsBatch ? maxBatch : problem.Depth.Extent;
        int loads = (vectors + (problem.HasFactor ? ofRows : 0)) * parts;
        TileWork step = new(sums, loads, 1, sums + vectors + 1, (double)depth / parts, 3 * sums);
        return problem.IsShallow ? step with { MultiplyAdds = depth * sums, Loads = depth * loads, Chain = depth, Iterations = 1 } : step;
    }
}
