using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>Decides on contractions: which axis lies in the vectors, and the tile that fits the registers.</summary>
internal static class ContractSelector
{
    /// <summary>A schedule for each of <see cref="VectorWidth.All"/>.</summary>
    /// <param name="isMinor">Whether it has one text for all widths in any case (<see cref="TileSelector"/>).</param>
    public static EquatableArray<ContractSchedule> Select(MatrixProduct product, Precision precision, int maxBatch, bool isMinor = false) => product.RightColumnStride == 1
        ? [.. new TileSelector(TileProblem.Of(product), precision, maxBatch, isMinor).Select().Select(t => new BroadcastSchedule(t))]
        : [.. VectorWidth.All.Select(w => Across(product, w, precision))];

    /// <summary>The columns do not lie side by side.</summary>
    private static ContractSchedule Across(MatrixProduct product, VectorWidth width, Precision precision) =>
        product.RightDepthStride == 1 && product.LeftDepthStride == 1 && !product.Depth.IsBatch && product.Depth.Extent >= new VectorType(128, precision).Lanes
            ? Dot(product, PieceRun.Cover(product.Depth.Extent, width.Bits, precision).Type, onceOnly: product.UpdatesInPlace)
            : Loops(product, precision);

    /// <summary>Pieces in blocks of at most <paramref name="most"/>, for code that does not have rows in its tiles or chooses them itself.</summary>
    public static EquatableArray<ColumnTile> Columns(PieceRun pieces, int most)
    {
        // Blocks as equal as can be, the longer ones last. The very last may end with another vector.
        int blocks = (pieces.Count + most - 1) / most, length = pieces.Count / blocks, longer = pieces.Count % blocks;
        int[] lengths = [length, longer > 0 ? length + 1 : length];
        List<ColumnTile> result = [];
        int at = 0;
        Add(length, longer > 0 ? blocks - longer : blocks - 1);
        Add(lengths[1], longer > 0 ? longer - 1 : 0);
        Add(lengths[1], 1);
        return Merge(result).ToEquatableArray();

        void Add(int count, int repeat)
        {
            if (repeat > 0)
            {
                Piece[] block = [.. Enumerable.Range(at, count).Select(i => pieces[i])];
                int first = block[0].Offset;
                Piece[] own = [.. block.Select(p => p with { Offset = p.Offset - first })];
                result.Add(new ColumnTile(first, repeat, own[count - 1].Offset + own[count - 1].Type.Lanes, own.ToEquatableArray(), 1, 1));
                at += count * repeat;
            }
        }
    }

    /// <summary>Equal neighbours become one block that repeats.</summary>
    private static IEnumerable<ColumnTile> Merge(IEnumerable<ColumnTile> tiles)
    {
        List<ColumnTile> merged = [];
        foreach (ColumnTile tile in tiles)
        {
            if (merged.LastOrDefault() is { } last && last.Pieces.Equals(tile.Pieces) && last.Offset + (last.Repeat * last.Width) == tile.Offset)
            {
                merged[merged.Count - 1] = last with { Repeat = last.Repeat + tile.Repeat };
            }
            else
            {
                merged.Add(tile);
            }
        }

        return merged;
    }

    /// <param name="onceOnly">Whether no column may come twice.</param>
    private static DotSchedule Dot(MatrixProduct product, VectorType vector, bool onceOnly)
    {
        int columns = product.Column.Extent, rest = columns % 4;
        bool movesBack = rest > 0 && columns > 4 && !onceOnly;
        return new DotSchedule(
            vector,
            product.Depth.Extent % PieceRun.Cover(product.Depth.Extent, 512, vector.Precision).Type.Lanes == 0,
            movesBack ? (columns / 4) + 1 : columns / 4,
            movesBack ? 4 - rest : 0,
            movesBack ? 0 : rest);
    }

    /// <summary>Dot products whose rows are updated at once: no row may come twice. Null where the rows are too short for vectors.</summary>
    public static DotSchedule? RowUpdate(ContractKernel gradient) => gradient.Dots is { } dots ? Dot(gradient.Product, dots.Vector, onceOnly: true) : null;

    /// <summary>Three loops over single numbers: what is left on a machine without vectors.</summary>
    private static BroadcastSchedule Loops(MatrixProduct product, Precision precision) =>
        new([new ColumnTile(0, product.Column.Extent, 1, [new Piece(0, new VectorType(0, precision))], 1, 1)]);
}
