using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>The shape of a contraction's code for one vector width: a decision, not text.</summary>
internal abstract record ContractSchedule
{
    /// <summary>The decision in words, for the comment above the kernel.</summary>
    public abstract string Describe(MatrixProduct product);
}

/// <summary>
/// Columns lie in vectors; each number of the left operand is broadcast and multiplied into a tile of rows × columns whose sums stay in registers.
/// </summary>
internal sealed record BroadcastSchedule(EquatableArray<ColumnTile> Tiles) : ContractSchedule
{
    public override string Describe(MatrixProduct product)
    {
        IEnumerable<string> tiles = Tiles.Select(t => $"{t.Rows} × {t.Width}").Distinct();
        string text = $"tiles of {string.Join(" and ", tiles)} sums ({product.Row.Name} × {product.Column.Name})";
        ColumnTile first = Tiles[0];
        if (product.Left is not null)
        {
            double perLoad = (double)(first.Rows * first.Pieces.Count) / (first.Rows + first.Pieces.Count);
            text += FormattableString.Invariant($", {perLoad:0.0} multiply-adds for each load");
        }

        text += first.MovedBack > 0 ? $", the last columns {first.MovedBack} back" : "";
        return text + (first.Chains > 1 && product.Row.IsBatch ? $"; a lone row in {first.Chains} chains" : "");
    }
}

/// <summary>A block of columns and the rows that are computed together with it.</summary>
/// <param name="Offset">The first column.</param>
/// <param name="Repeat">How many such blocks follow one another.</param>
/// <param name="Width">The columns of one block.</param>
/// <param name="Pieces">Its vectors, from the block's first column.</param>
/// <param name="Rows">Rows of a full tile.</param>
/// <param name="Chains">How many sums a lone row splits each of its sums into, so that additions need not wait for each other.</param>
internal sealed record ColumnTile(int Offset, int Repeat, int Width, EquatableArray<Piece> Pieces, int Rows, int Chains)
{
    /// <summary>How many columns the last block is moved back, so that it ends with the columns; it computes them twice.</summary>
    public int MovedBack { get; init; }

    /// <summary>The column after the last.</summary>
    public int End => Offset + (Repeat * Width) - MovedBack;
}

/// <summary>The depth lies in vectors: every sum is a dot product, and the vectors of four are added up together by a transposing tree.</summary>
/// <param name="Vector">The vectors along the depth, the last of which ends with it; one number where there are no vectors.</param>
/// <param name="IsWhole">Whether the vectors of every width fill the depth without overlap.</param>
/// <param name="Fours">How many times four columns follow one another.</param>
/// <param name="MovedBack">How many columns the last four are moved back, so that they end with the columns; these are computed twice.</param>
/// <param name="Alone">The columns after them, one by one.</param>
internal sealed record DotSchedule(VectorType Vector, bool IsWhole, int Fours, int MovedBack, int Alone) : ContractSchedule
{
    public override string Describe(MatrixProduct product) => Fours == 0
        ? $"dot products over {product.Depth.Name}"
        : $"dot products over {product.Depth.Name}, 4 sums at a time{(MovedBack > 0 ? $", the last {MovedBack} columns back" : "")}";
}
