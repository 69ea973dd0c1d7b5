using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints a contraction whose columns lie in vectors (<see cref="BroadcastSchedule"/>).</summary>
internal sealed class BroadcastKernelEmitter(SourceWriter writer, ContractKernel kernel, BroadcastSchedule schedule, Precision precision)
    : ContractKernelEmitter(writer, kernel, precision)
{
    private string Row => Product.Row.Name;

    private string Column => Product.Column.Name;

    private string Depth => Product.Depth.Name;

    public override void Emit()
    {
        foreach (ColumnTile tile in schedule.Tiles)
        {
            if (tile.Repeat == 1)
            {
                EmitRows(tile, $"{tile.Offset}");
            }
            else
            {
                string start = $"{tile.Offset}", end = $"{tile.End}", counter = tile.MovedBack > 0 ? "nextColumn" : Column;
                using (Writer.Block($"for (nint {counter} = {start}; {counter} < {end}; {(tile.Width == 1 ? $"{counter}++" : $"{counter} += {tile.Width}")})"))
                {
                    if (tile.MovedBack > 0)
                    {
                        Writer.Line($"nint {Column} = nint.Min({counter}, {tile.End - tile.Width});");
                    }

                    EmitRows(tile, Column);
                }
            }
        }
    }

    private void EmitRows(ColumnTile tile, string column)
    {
        if (Product.Row.IsBatch)
        {
            EmitBatchRows(tile, column);
        }
        else
        {
            EmitFixedRows(tile, column);
        }
    }

    /// <summary>Any number of rows: full tiles, the last moved back so that it ends with the batch; a batch shorter than a tile goes row by row.</summary>
    private void EmitBatchRows(ColumnTile tile, string column)
    {
        if (tile.Rows == 1)
        {
            EmitLoneRows(tile, column);
            return;
        }

        using (Writer.Block($"if (batch >= {tile.Rows})"))
        {
            using (Writer.Block($"for (nint next = 0; next < batch; next += {tile.Rows})"))
            {
                Writer.Line($"nint {Row} = nint.Min(next, batch - {tile.Rows});");
                EmitTile(tile, tile.Rows, Row, column);
            }
        }

        using (Writer.Block("else"))
        {
            EmitLoneRows(tile, column);
        }
    }

    private void EmitLoneRows(ColumnTile tile, string column)
    {
        using (Writer.Block($"for (nint {Row} = 0; {Row} < batch; {Row}++)"))
        {
            EmitTile(tile, 1, Row, column);
        }
    }

    /// <summary>Full tiles and the rows left over: moved back into a full tile, unless rows must not come twice.</summary>
    private void EmitFixedRows(ColumnTile tile, string column)
    {
        int full = Product.Row.Extent / tile.Rows, rest = Product.Row.Extent % tile.Rows;
        if (full > 0 && rest > 0 && !Product.UpdatesInPlace)
        {
            using (Writer.Block($"for (nint next = 0; next < {Product.Row.Extent}; next += {tile.Rows})"))
            {
                Writer.Line($"nint {Row} = nint.Min(next, {Product.Row.Extent - tile.Rows});");
                EmitTile(tile, tile.Rows, Row, column);
            }

            return;
        }

        if (full == 1)
        {
            using (rest > 0 || schedule.Tiles.Count > 1 ? Writer.Block("") : null)
            {
                EmitTile(tile, tile.Rows, "0", column);
            }
        }
        else
        {
            using (Writer.Block($"for (nint {Row} = 0; {Row} < {full * tile.Rows}; {(tile.Rows == 1 ? $"{Row}++" : $"{Row} += {tile.Rows}")})"))
            {
                EmitTile(tile, tile.Rows, Row, column);
            }
        }

        if (rest > 0)
        {
            using (Writer.Block(""))
            {
                EmitTile(tile, rest, $"{full * tile.Rows}", column);
            }
        }
    }

    private void EmitTile(ColumnTile tile, int rows, string row, string column)
    {
        DeclareEpilogueReferences(row, column);
        if (Product.Left is { } left)
        {
            Writer.Line($"ref {Element} {Product.Left.Name}At = {VectorText.At(left.Storage.Name, VectorText.Scaled(row, Product.LeftRowStride))};");
        }

        Writer.Line($"ref {Element} {Product.Right.Name}At = {VectorText.At(Product.Right.Storage.Name, VectorText.Scaled(column, Product.RightColumnStride))};");

        bool writtenOut = !Product.Depth.IsBatch && Product.Depth.Extent <= CostModel.MostDepthWrittenOut;
        int chains = rows == 1 && Product.Left is not null && !writtenOut ? tile.Chains : 1;
        bool startsWithProduct = writtenOut && Kernel.Start is null;
        if (!startsWithProduct)
        {
            EmitStarts(tile, rows, chains);
        }

        if (writtenOut)
        {
            for (int k = 0; k < Product.Depth.Extent; k++)
            {
                EmitProducts(tile, rows, 0, k, declare: startsWithProduct && k == 0);
            }
        }
        else
        {
            EmitDepthLoop(tile, rows, chains);
        }

        EmitChainSums(tile, chains);
        for (int r = 0; r < rows; r++)
        {
            Finish(r, [.. tile.Pieces.Select((piece, p) => (piece, Sum(r, p, 0), Suffix(rows, tile, r, p)))]);
        }
    }

    private void EmitStarts(ColumnTile tile, int rows, int chains)
    {
        for (int c = 0; c < chains; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                for (int p = 0; p < tile.Pieces.Count; p++)
                {
                    string start = c > 0 ? VectorText.Zero(tile.Pieces[p].Type) : r > 0 && Kernel.Start is not null ? Sum(0, p, 0) : StartOf(tile.Pieces[p]);
                    Writer.Line($"var {Sum(r, p, c)} = {start};");
                }
            }
        }
    }

    private void EmitDepthLoop(ColumnTile tile, int rows, int chains)
    {
        string length = Product.Depth.IsBatch ? Product.Depth.Length : $"{Product.Depth.Extent / chains}";
        using (Writer.Block($"for (nint {Depth} = {length}; {Depth} != 0; {Depth}--)"))
        {
            for (int c = 0; c < chains; c++)
            {
                EmitProducts(tile, rows, c, c, declare: false);
            }

            if (Product.Left is { } left)
            {
                Writer.Line($"{left.Name}At = {VectorText.At($"{left.Name}At", $"{chains * Product.LeftDepthStride}")};");
            }

            Writer.Line($"{Product.Right.Name}At = {VectorText.At($"{Product.Right.Name}At", $"{chains * Product.RightDepthStride}")};");
        }

        int rest = Product.Depth.IsBatch ? 0 : Product.Depth.Extent % chains;
        using (rest > 0 ? Writer.Block("") : null)
        {
            for (int c = 0; c < rest; c++)
            {
                EmitProducts(tile, rows, c, c, declare: false);
            }
        }
    }

    /// <summary>One step along the depth: the right operand's vectors once, then row by row a broadcast number and its products.</summary>
    /// <param name="depth">How far along the depth from where the references stand.</param>
    /// <param name="declare">Whether the products are the sums' first terms.</param>
    private void EmitProducts(ColumnTile tile, int rows, int chain, int depth, bool declare)
    {
        string at = depth == 0 ? "" : depth + "_";
        string[] right = [.. tile.Pieces.Select((piece, p) => "w" + at + p)];
        for (int p = 0; p < tile.Pieces.Count; p++)
        {
            Piece piece = tile.Pieces[p];
            Writer.Line($"var {right[p]} = {VectorText.Load(piece.Type, $"{Product.Right.Name}At", (depth * Product.RightDepthStride) + (piece.Offset * Product.RightColumnStride))};");
        }

        for (int r = 0; r < rows; r++)
        {
            Dictionary<int, string> left = [];
            foreach (VectorType type in Product.Left is null ? [] : tile.Pieces.Select(p => p.Type).Distinct())
            {
                left[type.Bits] = left.Count == 0 ? "x" + at + r : "x" + at + r + "_" + type.Bits;
                string offset = "" + ((r * Product.LeftRowStride) + (depth * Product.LeftDepthStride));
                Writer.Line($"var {left[type.Bits]} = {VectorText.Broadcast(type, $"{Product.Left!.Name}At", offset)};");
            }

            for (int p = 0; p < tile.Pieces.Count; p++)
            {
                VectorType type = tile.Pieces[p].Type;
                string sum = Sum(r, p, chain);
                string next = Product.Left is null ? (declare ? right[p] : $"{sum} + {right[p]}")
                    : declare ? $"{left[type.Bits]} * {right[p]}"
                    : VectorText.MultiplyAdd(type, left[type.Bits], right[p], sum);
                Writer.Line($"{(declare ? "var " : "")}{sum} = {next};");
            }
        }
    }

    private void EmitChainSums(ColumnTile tile, int chains)
    {
        for (int p = 0; p < tile.Pieces.Count && chains > 1; p++)
        {
            // In pairs: the additions of one level do not wait for each other.
            string[] terms = [.. Enumerable.Range(0, chains).Select(c => Sum(0, p, c))];
            while (terms.Length > 2)
            {
                terms = [.. Enumerable.Range(0, (terms.Length + 1) / 2).Select(i => (2 * i) + 1 < terms.Length ? $"({terms[2 * i]} + {terms[(2 * i) + 1]})" : terms[2 * i])];
            }

            Writer.Line($"{Sum(0, p, 0)} = {terms[0]} + {terms[1]};");
        }
    }

    // The names in the innermost lines are concatenated: they are half of all text, and formatting a number takes several times as long.
    private static string Sum(int row, int piece, int chain) => "sum" + row + "_" + piece + (chain == 0 ? "" : "_" + chain);

    private static string Suffix(int rows, ColumnTile tile, int row, int piece) => rows == 1 && tile.Pieces.Count == 1 ? "_" : "_" + row + "_" + piece;
}
