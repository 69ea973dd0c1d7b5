using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.ReferenceForm;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission.ReferenceForm;

/// <summary>Prints the tensors of the reference form as fields: where each lies.</summary>
internal sealed class ReferenceFields(ReferencePlan plan, TensorWords words, Precision precision, SourceWriter writer)
{
    // Of the members of a struct.
    private const int Indentation = 4;

    private readonly string _element = new VectorType(0, precision).Element;

    /// <param name="named">The tensors that have a field.</param>
    /// <param name="keepsMemory">Whether loops find others behind them.</param>
    public void Emit(ISet<string> named, bool keepsMemory)
    {
        if (keepsMemory)
        {
            string[] memories = [.. new[] { (true, "parameters"), (false, "arena") }.Where(m => plan.Tensors.Any(p => p.IsParameter == m.Item1)).Select(m => $"{m.Item2} = {m.Item2}")];
            writer.Line($"readonly Span<{_element}> {string.Join(", ", memories)};");
        }

        (bool IsParameter, string Title)[] groups = [(true, "// Parameters, as they lie in Parameters."), (false, $"// What is computed, with room for {DocumentationText.Batch(plan.MaxBatch)}.")];
        foreach ((bool isParameter, string title) in groups)
        {
            ReferencePlace[] places = [.. plan.Tensors.Where(p => p.IsParameter == isParameter && named.Contains(p.Value.Name))];
            if (places.Length > 0)
            {
                writer.Line(title);
            }

            // What belongs to a layer stands together, and what belongs to none.
            foreach (IGrouping<object, ReferencePlace> group in places.GroupBy(p => (object?)words.Of(p.Value).Layer ?? this))
            {
                EmitTogether(group, isParameter ? "parameters" : "arena");
            }
        }

        Value[] constants = [.. plan.Passes.SelectMany(p => p.Nests).SelectMany(n => n.Named).Where(v => v.Role == ValueRole.Constant && v.Shape.Rank > 0).Distinct()];
        foreach (Value constant in constants.GroupBy(c => c.Name).Select(g => g.First()))
        {
            if (ConstantsEmitter.ComputedTable(constant, precision) is { } table)
            {
                writer.Line($"private static ReadOnlySpan<{_element}> {constant.Name} => s_{constant.Name};");
                writer.Line($"private static readonly {_element}[] s_{constant.Name} = {table};");
                continue;
            }

            writer.Line($"private static ReadOnlySpan<{_element}> {constant.Name} => [{string.Join(", ", constant.Numbers.Select(n => Literal.Of(n, precision)))}];");
        }
    }

    private void EmitTogether(IEnumerable<ReferencePlace> places, string memory)
    {
        IEnumerable<(string, string)> fields = places.Select(p => ($"{p.Value.Name} = {memory}.Slice({p.Offset}, {LengthOf(p.Value.Shape)})", ShapeOf(p)));
        foreach (string line in TensorDeclarations.Of($"Span<{_element}>", fields, Indentation))
        {
            writer.Line(line);
        }
    }

    private string LengthOf(Shape shape) => !shape.HasBatch || plan.MaxBatch == 1 ? $"{shape.Length}" : shape.Length == 1 ? $"{plan.MaxBatch}" : $"{plan.MaxBatch} * {shape.Length}";

    /// <summary>The dimensions as they lie in memory.</summary>
    private static string ShapeOf(ReferencePlace place) =>
        $"[{string.Join(", ", place.Order.Select(d => place.Value.Shape[d] == Shape.Batch ? "b" : $"{place.Value.Shape[d]}"))}]";
}
