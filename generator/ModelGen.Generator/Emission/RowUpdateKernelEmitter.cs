using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints dot products with the rows of a weight, each of which is updated while it is in registers (<see cref="RowUpdateKernel"/>).</summary>
internal sealed class RowUpdateKernelEmitter(SourceWriter writer, RowUpdateKernel kernel, DotSchedule schedule, Precision precision)
    : DotKernelEmitter(writer, kernel.Gradient, schedule, precision)
{
    private readonly RowUpdateFormula _formula = RowUpdateFormula.Of(kernel.Update);

    /// <summary>The layer's inputs: the factors of its weight's rows in the update.</summary>
    private Value Inputs => kernel.Update.Product.Left!;

    /// <summary>The update wants every number: those that two vectors share are stored twice, and are the same.</summary>
    protected override void EmitLast()
    {
        Writer.Line($"var {FullLast} = {LoadLast(LeftAt, 0)};");
        if (FullLast != Last)
        {
            Writer.Line($"var {Last} = {KeepNew(FullLast)};");
        }
    }

    /// <summary>The ends of the rows are read before anything is stored, for the vectors before them may reach into them.</summary>
    protected override void EmitLastProducts(string column, int columns)
    {
        string inputs = ReferenceTo(Inputs) ?? $"{Inputs.Name}At";
        if (ReferenceTo(Inputs) is null)
        {
            Writer.Line($"ref {Element} {inputs} = {VectorText.At(Inputs.Storage.Name, column)};");
        }

        for (int c = 0; c < columns; c++)
        {
            string input = VectorText.Broadcast(Block, inputs, $"{c}");
            Writer.Line($"var f{c} = {(_formula.Step is { } step ? Print(step, "", "", input) : input)};");
        }

        for (int c = 0; c < columns; c++)
        {
            Writer.Line($"var y{c} = {LoadLast(RightAt, c * Product.RightColumnStride)};");
            Writer.Line($"var sum{c} = {Last} * y{c};");
        }
    }

    protected override void EmitProduct(int column, string offset)
    {
        Writer.Line($"var w{column} = {VectorText.Load(Block, RightAt, offset)};");
        Writer.Line($"sum{column}.AddProduct(x, w{column});");
        EmitUpdate($"w{column}", column, "x", offset);
    }

    protected override void EmitAfterProducts(int columns)
    {
        for (int c = 0; c < columns; c++)
        {
            EmitUpdate($"y{c}", c, FullLast, LastOffset(c * Product.RightColumnStride));
        }
    }

    private void EmitUpdate(string weights, int column, string gradient, string offset)
    {
        Writer.Line($"{weights} = {Print(_formula.Whole, weights, $"f{column}", gradient)};");
        Writer.Line(VectorText.Store(Block, weights, RightAt, offset));
    }

    // What every number of a row has in common is the factor's: η · x, so that each takes one multiplication.
    private string Print(Expr formula, string weights, string factor, string gradient) => new ExpressionPrinter(
        Block,
        input => input switch { RowUpdateFormula.WeightTerm => weights, RowUpdateFormula.InputTerm => factor, _ => gradient },
        name => Filled(Block, name),
        () => throw new System.NotSupportedException("positions in an update"),
        text => $"({text})").Print(formula);
}
