using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Emission;

/// <summary>Prints a Gather or its gradient: position after position, a row of the table each. The same for every vector width.</summary>
internal static class GatherKernelEmitter
{
    public static void Emit(SourceWriter writer, GatherKernel kernel)
    {
        GatherOp gather = kernel.Gather.Core;
        int size = gather.Table.Shape[1];
        using (EachPosition(writer, gather.Indices, gather.Table.Shape[0]))
        {
            writer.Line($"Block.Copy({Row(gather.Table, "row", size)}, {Row(gather.Result, "p", size)}, {size});");
        }
    }

    public static void Emit(SourceWriter writer, ScatterKernel kernel, Precision precision)
    {
        ScatterAddOp scatter = kernel.Scatter.Core;
        int size = scatter.Result.Shape[1];
        if (kernel.Scatter.Factor is { } factor)
        {
            string text = ExpressionPrinter.Number(factor, name => name, precision);
            using (EachPosition(writer, scatter.Indices, scatter.Result.Shape[0]))
            {
                writer.Line($"Block.AddScaled({text}, {Row(scatter.Source, "p", size)}, {Row(kernel.Scatter.Stored.Single(), "row", size)}, {size});");
            }

            return;
        }

        writer.Line($"Block.Clear(ref {Name(scatter.Result)}, {scatter.Result.Shape.Length});");
        using (EachPosition(writer, scatter.Indices, scatter.Result.Shape[0]))
        {
            writer.Line($"Block.Add({Row(scatter.Source, "p", size)}, {Row(scatter.Result, "row", size)}, {size});");
        }
    }

    private static System.IDisposable EachPosition(SourceWriter writer, Value indices, int count)
    {
        System.IDisposable block = writer.Block($"for (nint p = 0; p < {VectorText.Scaled("batch", indices.Shape.Length)}; p++)");
        writer.Line($"nint row = RowIndex.Of(Unsafe.Add(ref {Name(indices)}, p), {count});");
        return block;
    }

    private static string Row(Value value, string row, int size) => VectorText.At(Name(value), VectorText.Scaled(row, size));

    private static string Name(Value value) => value.Place.Name;
}
