using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Emission;

/// <summary>Prints tensors that are known at compile time: the data lies in the assembly, and reading it allocates nothing; or is computed once for the process where a formula says it.</summary>
internal static class ConstantsEmitter
{
    private const int NumbersInLine = 12, MostWrittenOut = 64;

    /// <summary>The reference to a constant's first number.</summary>
    public static string PlaceOf(Value constant) => $"~MemoryMarshal.GetReference({NameOf(constant)})";

    /// <param name="known">A graph whose tensors stand in the same class already.</param>
    public static void Emit(SourceWriter writer, OpGraph graph, Precision precision, OpGraph? known = null)
    {
        string element = new VectorType(0, precision).Element;
        foreach (Value constant in graph.Constants.Where(v => v.Shape.Rank > 0 && known?.Constants.Contains(v) != true))
        {
            writer.Line();
            writer.Line($"// {constant.Shape}");
            if (ComputedTable(constant, precision) is { } table)
            {
                writer.Line($"private static ReadOnlySpan<{element}> {NameOf(constant)} => {FieldOf(constant)};");
                writer.Line($"private static readonly {element}[] {FieldOf(constant)} = {table};");
                continue;
            }

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

    /// <summary>What computes a table that is better not written out; else null.</summary>
    public static string? ComputedTable(Value constant, Precision precision) => constant.Table is null || constant.Numbers.Count <= MostWrittenOut ? null
        : precision == Precision.Double ? $"PositionTables.{constant.Table}" : $"PositionTables.ToSingle(PositionTables.{constant.Table})";

    private static string FieldOf(Value constant) => $"s_tableOf{Identifier.Pascal(constant.Name)}";

    private static string NameOf(Value constant) => $"TableOf{Identifier.Pascal(constant.Name)}";
}
