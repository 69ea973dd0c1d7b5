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

    /// <param name="known">A graph whose tensors stand in the same class already.</param>
    public static void Emit(SourceWriter writer, OpGraph graph, Precision precision, OpGraph? known = null)
    {
        string element = new VectorType(0, precision).Element;
        foreach (Value constant in graph.Constants.Where(v => v.Shape.Rank > 0 && known?.Constants.Contains(v) != true))
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

    private static string NameOf(Value constant) => $"TableOf{Identifier.Pascal(constant.Name)}";
}
