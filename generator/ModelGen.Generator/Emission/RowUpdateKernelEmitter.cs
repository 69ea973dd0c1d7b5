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
    // The inputs of the update's formula: the weight, the layer's input, the gradient, and η · g.
    private const int WeightTerm = 0, InputTerm = 1, GradientTerm = 2, StepTerm = 3;

    private readonly Expr _formula = Formula(kernel.Update);
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
            Expr? step = HoistedStep(Update);
            if (step is null)
            {
                Writer.Line($"var y{k} = {whole};");
            }
            else
            {
                Writer.Line($"var y{k} = {Printer(0, k, whole).Print(step)};");
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
            Writer.Line($"w{lane}_{k} = {Printer(lane, k, $"y{k}").Print(_formula)};");
        }

        stores.ForEach(s => Writer.Line(s));
    }

    private ExpressionPrinter Printer(int lane, int k, string gradient) => new(
        Schedule.Vector,
        input => input switch { WeightTerm => $"w{lane}_{k}", InputTerm => $"f{lane}", GradientTerm => gradient, _ => $"y{k}" },
        name => Filled(Schedule.Vector, name),
        () => throw new System.NotSupportedException("positions in an update"),
        text => $"({text})");

    /// <summary>The weight after the update, of the weight, the layer's input and the gradient, or what is left of it once <see cref="HoistedStep"/> is taken out.</summary>
    private static Expr Formula(ContractKernel update)
    {
        MapOp map = update.Maps.Single();
        Expr[] arguments =
        [
            .. map.Inputs.Select(i => i == update.Contract.Core.Output ? Expr.Input(InputTerm) * Expr.Input(GradientTerm) : i.Shape.Rank == 0 ? new Scalar(i.Name) : Expr.Input(WeightTerm)),
        ];
        Expr whole = map.Bodies[0].Substitute(arguments);
        return IsPlainStep(whole, out _) ? Expr.Input(WeightTerm) - (Expr.Input(InputTerm) * Expr.Input(StepTerm)) : whole;
    }

    /// <summary>In w − η · (x · g), the part η · g, which is the same for all rows.</summary>
    private static Expr? HoistedStep(ContractKernel update)
    {
        MapOp map = update.Maps.Single();
        Expr[] arguments = [.. map.Inputs.Select(i => i == update.Contract.Core.Output ? Expr.Input(GradientTerm) : i.Shape.Rank == 0 ? new Scalar(i.Name) : Expr.Input(WeightTerm))];
        return IsPlainStep(map.Bodies[0].Substitute(arguments), out Expr? step) ? step : null;
    }

    private static bool IsPlainStep(Expr body, out Expr? step)
    {
        step = body is Binary { Op: BinaryOp.Subtract, Left: Expressions.Input { Index: WeightTerm }, Right: Binary { Op: BinaryOp.Multiply, Left: Scalar } product }
            && !Derivative.DependsOn(product, WeightTerm) ? product : null;
        return step is not null;
    }
}
