using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;

namespace ModelGen.Generator.Emission;

/// <summary>Prints dot products with the rows of a weight, each of which is updated while it is in registers (<see cref="RowUpdateKernel"/>).</summary>
internal sealed class RowUpdateKernelEmitter(SourceWriter writer, RowUpdateKernel kernel, DotSchedule schedule, Precision precision)
    : DotKernelEmitter(writer, kernel.Gradient, schedule, precision)
{
    private readonly RowUpdateFormula _formula = RowUpdateFormula.Of(kernel.Update);
    private string _input = "";

    private ContractKernel Update => kernel.Update;

    /// <summary>The layer's inputs: the factors of its weight's rows in the update.</summary>
    private Value Inputs => Update.Product.Left!;

    protected override void EmitLeft()
    {
        base.EmitLeft();
        for (int k = 0; k < Schedule.Depth.Count; k++)
        {
            // The update wants every lane: those that two vectors share are stored twice, with the same number.
            string whole = Schedule.Depth[k].Overlap == 0 ? $"x{k}" : LoadWhole(Schedule.Depth[k]);
            if (_formula.Step is null)
            {
                Writer.Line($"var y{k} = {whole};");
            }
            else
            {
                Writer.Line($"var y{k} = {Printer(0, k, whole).Print(_formula.Step)};");
            }
        }
    }

    protected override void DeclareRowReferences(string column)
    {
        _input = ReferenceTo(Inputs) ?? $"{Inputs.Name}At";
        if (ReferenceTo(Inputs) is null)
        {
            Writer.Line($"ref {Element} {_input} = {VectorText.At(Inputs.Storage.Name, column)};");
        }
    }

    protected override void EmitDot(int lane)
    {
        List<string> stores = [];
        Writer.Line($"var f{lane} = {VectorText.Broadcast(Schedule.Vector, _input, $"{lane}")};");
        for (int k = 0; k < Schedule.Depth.Count; k++)
        {
            int offset = (lane * Product.RightColumnStride) + Schedule.Depth[k].Offset;
            Writer.Line($"var w{lane}_{k} = {VectorText.Load(Schedule.Vector, $"{Right}At", offset)};");
            Writer.Line(k == 0
                ? $"var sum{lane} = x0 * w{lane}_0;"
                : $"sum{lane} = {VectorText.MultiplyAdd(Schedule.Vector, $"x{k}", $"w{lane}_{k}", $"sum{lane}")};");
            stores.Add(VectorText.Store(Schedule.Vector, $"w{lane}_{k}", $"{Right}At", offset));
        }

        for (int k = 0; k < Schedule.Depth.Count; k++)
        {
            Writer.Line($"w{lane}_{k} = {Printer(lane, k, $"y{k}").Print(_formula.Whole)};");
        }

        stores.ForEach(s => Writer.Line(s));
    }

    private ExpressionPrinter Printer(int lane, int k, string gradient) => new(
        Schedule.Vector,
        input => input switch { RowUpdateFormula.WeightTerm => $"w{lane}_{k}", RowUpdateFormula.InputTerm => $"f{lane}", RowUpdateFormula.GradientTerm => gradient, _ => $"y{k}" },
        name => Filled(Schedule.Vector, name),
        () => throw new System.NotSupportedException("positions in an update"),
        text => $"({text})");
}
