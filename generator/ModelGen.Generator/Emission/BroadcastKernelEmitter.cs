using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints a contraction whose columns lie in blocks of vectors (<see cref="BroadcastSchedule"/>): one text for every width, generic over the block.</summary>
/// <param name="sweeps">The call for fewer rows than a tile has, where they are swept; else null.</param>
internal sealed partial class BroadcastKernelEmitter(SourceWriter writer, ContractKernel kernel, TileText text, string? sweeps, Precision precision)
    : ContractKernelEmitter(writer, kernel, precision)
{
    private readonly Piece _block = new(0, VectorType.Block(precision));

    private string Row => Product.Row.Name;

    private string Column => Product.Column.Name;

    private string Depth => Product.Depth.Name;

    private string Panel => $"{Product.Right.Name}Panel";

    /// <summary>How many rows read a panel.</summary>
    private string Readers => Product.Row.IsBatch ? "batch" : $"{Product.Row.Extent}";

    /// <summary>From a row of the right operand to the next, where that is not known before the kernel runs.</summary>
    private const string Stride = "stride";

    public override void Emit()
    {
        if (text.SweepPlace is { } place && text.Rows == 1)
        {
            EmitSweptRows(place);
            return;
        }

        if (sweeps is not null)
        {
            // A method of its own: who never has so few rows need not compile it.
            using (Writer.Block($"if (batch < {text.Rows})"))
            {
                Writer.Line(sweeps);
                Writer.Line("return;");
            }

            Writer.Line();
        }

        if (text.HasPanel)
        {
            Writer.Line($"nint {Stride} = Panel.Stride<B, {Element}>({Product.RightDepthStride}, {Readers});");
        }

        if (!text.IsLoop)
        {
            EmitRows("0");
            return;
        }

        EmitColumns(() => EmitRows(Column));
    }

    private void EmitColumns(System.Action emitBlock)
    {
        string start = text.HasRange ? TileText.First : "0", end = text.HasRange ? TileText.End : $"{Product.Column.Extent}";
        string counter = text.MovesBack ? "nextColumn" : Column;
        using (Writer.Block($"for (nint {counter} = {start}; {counter} < {end}; {counter} += B.Width)"))
        {
            if (text.MovesBack)
            {
                Writer.Line($"nint {Column} = nint.Min({counter}, {end} - B.Width);");
            }

            emitBlock();
        }
    }

    private void EmitRows(string column)
    {
        if (text.HasPanel)
        {
            string columns = VectorText.At(Product.Right.Storage.Name, VectorText.Scaled(column, Product.RightColumnStride));
            Writer.Line($"ref {Element} {Panel} = ref Panel.Of<B, {Element}>({columns}, {Product.RightDepthStride}, {Product.Depth.Length}, {Readers});");
        }

        if (Product.Row.IsBatch)
        {
            EmitBatchRows(column);
        }
        else
        {
            EmitFixedRows(column);
        }
    }

    /// <summary>Any number of rows: full tiles, the last moved back so that it ends with the batch; a batch shorter than a tile goes row by row.</summary>
    private void EmitBatchRows(string column)
    {
        if (text.Rows == 1)
        {
            EmitLoneRows(column);
            return;
        }

        using (text.SweepPlace is null ? Writer.Block($"if (batch >= {text.Rows})") : null)
        {
            using (Writer.Block($"for (nint next = 0; next < batch; next += {text.Rows})"))
            {
                Writer.Line($"nint {Row} = nint.Min(next, batch - {text.Rows});");
                EmitTile(text.Rows, Row, column);
            }
        }

        if (text.SweepPlace is null)
        {
            using (Writer.Block("else"))
            {
                EmitLoneRows(column);
            }
        }
    }

    private void EmitLoneRows(string column)
    {
        using (Writer.Block($"for (nint {Row} = 0; {Row} < batch; {Row}++)"))
        {
            EmitTile(1, Row, column);
        }
    }

    /// <summary>Full tiles and the rows left over: moved back into a full tile, unless rows must not come twice.</summary>
    private void EmitFixedRows(string column)
    {
        int full = Product.Row.Extent / text.Rows, rest = Product.Row.Extent % text.Rows;
        if (full > 0 && rest > 0 && !Product.UpdatesInPlace)
        {
            using (Writer.Block($"for (nint next = 0; next < {Product.Row.Extent}; next += {text.Rows})"))
            {
                Writer.Line($"nint {Row} = nint.Min(next, {Product.Row.Extent - text.Rows});");
                EmitTile(text.Rows, Row, column);
            }

            return;
        }

        if (full == 1)
        {
            using (rest > 0 ? Writer.Block("") : null)
            {
                EmitTile(text.Rows, "0", column);
            }
        }
        else
        {
            using (Writer.Block($"for (nint {Row} = 0; {Row} < {full * text.Rows}; {(text.Rows == 1 ? $"{Row}++" : $"{Row} += {text.Rows}")})"))
            {
                EmitTile(text.Rows, Row, column);
            }
        }

        if (rest > 0)
        {
            using (Writer.Block(""))
            {
                EmitTile(rest, $"{full * text.Rows}", column);
            }
        }
    }

    private void EmitTile(int rows, string row, string column)
    {
        DeclareEpilogueReferences(row, column);
        if (Product.Left is { } left)
        {
            Writer.Line($"ref {Element} {LeftAt} = {VectorText.At(left.Storage.Name, VectorText.Scaled(row, Product.LeftRowStride))};");
        }

        string right = text.HasPanel ? $"ref {Panel}" : VectorText.At(Product.Right.Storage.Name, VectorText.Scaled(column, Product.RightColumnStride));
        Writer.Line($"ref {Element} {RightAt} = {right};");

        bool writtenOut = !Product.Depth.IsBatch && Product.Depth.Extent <= CostModel.MostDepthWrittenOut;
        int chains = rows == 1 && Product.Left is not null && !writtenOut ? text.Chains : 1;
        bool startsWithProduct = writtenOut && Kernel.Start is null;
        if (!startsWithProduct)
        {
            EmitStarts(rows, chains);
        }

        if (writtenOut)
        {
            for (int k = 0; k < Product.Depth.Extent; k++)
            {
                EmitProducts(rows, 0, k, declare: startsWithProduct && k == 0);
            }
        }
        else
        {
            EmitDepthLoop(rows, chains);
        }

        EmitChainSums(chains);
        if (text.WaitingPlace is { } place && rows > 1)
        {
            FinishInLoop(rows, Product.ResultRowStride, place, _block, r => Sum(r, 0));
            return;
        }

        for (int r = 0; r < rows; r++)
        {
            Finish(r, [(_block, Sum(r, 0), rows == 1 ? "_" : "_" + r)]);
        }
    }

    private void EmitStarts(int rows, int chains)
    {
        for (int c = 0; c < chains; c++)
        {
            for (int r = 0; r < rows; r++)
            {
                string start = c > 0 ? VectorText.Zero(_block.Type) : r > 0 && Kernel.Start is not null ? Sum(0, 0) : StartOf(_block);
                Writer.Line($"var {Sum(r, c)} = {start};");
            }
        }
    }

    private void EmitDepthLoop(int rows, int chains)
    {
        string length = Product.Depth.IsBatch ? Product.Depth.Length : $"{Product.Depth.Extent / chains}";
        using (Writer.Block($"for (nint {Depth} = {length}; {Depth} != 0; {Depth}--)"))
        {
            for (int c = 0; c < chains; c++)
            {
                EmitProducts(rows, c, c, declare: false);
            }

            if (Product.Left is not null)
            {
                Writer.Line($"{LeftAt} = {VectorText.At(LeftAt, $"{chains * Product.LeftDepthStride}")};");
            }

            Writer.Line($"{RightAt} = {VectorText.At(RightAt, text.HasPanel ? Stride : $"{chains * Product.RightDepthStride}")};");
        }

        int rest = Product.Depth.IsBatch ? 0 : Product.Depth.Extent % chains;
        for (int c = 0; c < rest; c++)
        {
            EmitProducts(rows, c, c, declare: false);
        }
    }

    /// <summary>One step along the depth: the right operand's block once, then each row's broadcast number times it.</summary>
    /// <param name="depth">How far along the depth from where the references stand.</param>
    /// <param name="declare">Whether the products are the sums' first terms.</param>
    private void EmitProducts(int rows, int chain, int depth, bool declare)
    {
        string right = VectorText.Load(_block.Type, RightAt, depth * Product.RightDepthStride);
        if (rows > 1)
        {
            string name = $"w{depth}";
            Writer.Line($"var {name} = {right};");
            right = name;
        }

        for (int r = 0; r < rows; r++)
        {
            string sum = Sum(r, chain);
            if (Product.Left is null)
            {
                Writer.Line(declare ? $"var {sum} = {right};" : $"{sum} = {sum} + {right};");
                continue;
            }

            string left = VectorText.At(LeftAt, "" + ((r * Product.LeftRowStride) + (depth * Product.LeftDepthStride)));
            Writer.Line(declare ? $"var {sum} = B.Broadcast({left}) * {right};" : $"{sum}.Accumulate({left}, {right});");
        }
    }

    private void EmitChainSums(int chains)
    {
        if (chains == 1)
        {
            return;
        }

        // In pairs: the additions of one level do not wait for each other.
        string[] terms = [.. Enumerable.Range(0, chains).Select(c => Sum(0, c))];
        while (terms.Length > 2)
        {
            terms = [.. Enumerable.Range(0, (terms.Length + 1) / 2).Select(i => (2 * i) + 1 < terms.Length ? $"({terms[2 * i]} + {terms[(2 * i) + 1]})" : terms[2 * i])];
        }

        Writer.Line($"{Sum(0, 0)} = {terms[0]} + {terms[1]};");
    }

    private static string Sum(int row, int chain) => "sum" + row + (chain == 0 ? "" : "_" + chain);
}
