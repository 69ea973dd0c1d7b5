using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints tensors that are known at compile time: the data lies in the assembly, and reading it allocates nothing.</summary>
internal static class ConstantsEmitter
{
    private const int NumbersInLine = 12;

    /// <summary>The reference to a constant's first number.</summary>
    public static string PlaceOf(Value constant) => $"~MemoryMarshal.GetReference({NameOf(constant)})";

    /// <param name="known">What other files have.</param>
    public static void Emit(SourceWriter writer, OpGraph graph, Precision precision, OpGraph? known = null)
    {
        string element = new VectorType(0, precision).Element;
        foreach (Value constant in Tables(graph).Except(known is null ? [] : Tables(known)))
        {
            writer.Line();
            writer.Line($"// {constant.Shape}");
            writer.Line($"private static ReadOnlySpan<{element}> {NameOf(constant)} =>");
            writer.Line("[");
            using (writer.Indent())
            {
                for (int at = 0; at < constant.Numbers.Count; at += NumbersInLine)
                {
                    IEnumerable<string> numbers = constant.Numbers.Skip(at).Take(NumbersInLine).Select(n => Literal.Of(n, precision));
                    writer.Line(string.Join(", ", numbers) + ",");
                }
            }

            writer.Line("];");
        }
    }

    private static IEnumerable<Value> Tables(OpGraph graph) =>
        graph.Steps.SelectMany(s => s.Op.Inputs).Select(i => i.Storage).Where(v => v.Role == ValueRole.Constant && v.Shape.Rank > 0).Distinct();

    private static string NameOf(Value constant) => $"TableOf{Identifier.Pascal(constant.Name)}";
}
