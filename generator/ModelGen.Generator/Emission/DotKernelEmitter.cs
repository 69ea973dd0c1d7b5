using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>
/// Prints a contraction whose depth lies in vectors (<see cref="DotSchedule"/>): one text for every width, generic over the vector and the block of four results.
/// </summary>
internal class DotKernelEmitter(SourceWriter writer, ContractKernel kernel, DotSchedule schedule, Precision precision)
    : ContractKernelEmitter(writer, kernel, precision)
{
    /// <summary>Where the last vector begins: what the vectors before it have, too, counts once.</summary>
    private readonly string _lastOffset = $"{kernel.Product.Depth.Extent} - B.Width";

    /// <summary>A vector along the depth.</summary>
    protected VectorType Block { get; } = VectorType.Block(precision);

    /// <summary>The vector of the left operand with which its row ends, with 0 for what the vectors before it have.</summary>
    protected static string Last => "last";

    /// <summary>The same with all its numbers.</summary>
    protected string FullLast => schedule.IsWhole ? Last : "full";

    /// <summary>The constraint of the method.</summary>
    public static string Constraint(string element) =>
        $"where B : struct, IDotBlock<B, R, {element}> where R : struct, IBlock<R, {element}>";

    public override void Emit()
    {
        string row = Product.Row.Name;
        using (Writer.Block($"for (nint {row} = 0; {row} < {Product.Row.Length}; {row}++)"))
        {
            Writer.Line($"ref {Element} {LeftAt} = {VectorText.At(Product.Left!.Storage.Name, VectorText.Scaled(row, Product.LeftRowStride))};");
            EmitLast();
            if (schedule.Fours > 0)
            {
                EmitFours(row);
            }

            if (schedule.Alone > 0)
            {
                EmitAlone(row);
            }
        }
    }

    /// <summary>Loads the end of the left operand's row, which stays in a register.</summary>
    protected virtual void EmitLast() => Writer.Line($"var {Last} = {KeepNew(LoadLast(LeftAt, 0))};");

    /// <summary>Of the end of a row the numbers that come there for the first time.</summary>
    protected string KeepNew(string last) =>
        schedule.IsWhole ? last : $"B.KeepMarked(B.MarkLast({Product.Depth.Extent - 1} % B.Width + 1), {last})";

    /// <summary>The end of the row that begins at <paramref name="offset"/>.</summary>
    protected string LoadLast(string reference, int offset) => VectorText.Load(Block, reference, LastOffset(offset));

    protected string LastOffset(int offset) => offset == 0 ? _lastOffset : $"{offset + Product.Depth.Extent} - B.Width";

    private void EmitFours(string row)
    {
        string column = Product.Column.Name;
        int end = (4 * schedule.Fours) - schedule.MovedBack;
        if (schedule.Fours == 1)
        {
            using (schedule.Alone > 0 ? Writer.Block("") : null)
            {
                EmitSums(row, "0", 4);
            }

            return;
        }

        string counter = schedule.MovedBack > 0 ? "nextColumn" : column;
        using (Writer.Block($"for (nint {counter} = 0; {counter} < {end}; {counter} += 4)"))
        {
            if (schedule.MovedBack > 0)
            {
                Writer.Line($"nint {column} = nint.Min({counter}, {end - 4});");
            }

            EmitSums(row, column, 4);
        }
    }

    private void EmitAlone(string row)
    {
        int first = Product.Column.Extent - schedule.Alone;
        if (schedule.Alone == 1)
        {
            using (schedule.Fours > 0 ? Writer.Block("") : null)
            {
                EmitSums(row, $"{first}", 1);
            }

            return;
        }

        string column = Product.Column.Name;
        using (Writer.Block($"for (nint {column} = {first}; {column} < {Product.Column.Extent}; {column}++)"))
        {
            EmitSums(row, column, 1);
        }
    }

    /// <summary>Dot products of columns side by side, then the tree that adds up their vectors.</summary>
    private void EmitSums(string row, string column, int columns)
    {
        DeclareEpilogueReferences(row, column);
        Writer.Line($"ref {Element} {RightAt} = {VectorText.At(Product.Right.Storage.Name, VectorText.Scaled(column, Product.RightColumnStride))};");
        EmitLastProducts(column, columns);
        string depth = Product.Depth.Name;
        using (Writer.Block($"for (nint {depth} = 0; {depth} < {_lastOffset}; {depth} += B.Width)"))
        {
            Writer.Line($"var x = {VectorText.Load(Block, LeftAt, depth)};");
            for (int c = 0; c < columns; c++)
            {
                EmitProduct(c, VectorText.Plus($"{c * Product.RightColumnStride}", depth));
            }
        }

        EmitAfterProducts(columns);
        VectorType result = columns == 1 ? new VectorType(0, Precision) : VectorType.Four(Precision);
        string total = columns == 1 ? "B.Sum(sum0)" : $"B.Sums({string.Join(", ", Enumerable.Range(0, columns).Select(c => $"sum{c}"))})";
        string start = Kernel.Start is { } bias ? $"{VectorText.Load(result, AtName(bias), 0)} + " : "";
        Writer.Line($"var sums = {start}{total};");
        Finish(0, [(new Piece(0, result), "sums", "_")]);
    }

    /// <summary>The ends of the rows: the first terms of the sums.</summary>
    protected virtual void EmitLastProducts(string column, int columns)
    {
        for (int c = 0; c < columns; c++)
        {
            Writer.Line($"var sum{c} = B.Product({Last}, ref {RightAt}, {LastOffset(c * Product.RightColumnStride)});");
        }
    }

    /// <summary>One vector's products for one of the columns.</summary>
    /// <param name="offset">Of the right operand's vector.</param>
    protected virtual void EmitProduct(int column, string offset) => Writer.Line($"sum{column}.AddProduct(x, ref {RightAt}, {offset});");

    /// <summary>What the columns need when the loop along the depth is over.</summary>
    protected virtual void EmitAfterProducts(int columns)
    {
    }
}
