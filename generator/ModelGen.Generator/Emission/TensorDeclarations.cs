using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Emission;

/// <summary>Declarations of tensors in as few lines as they fit in, their shapes behind them.</summary>
internal static class TensorDeclarations
{
    /// <param name="type">What a line begins with.</param>
    /// <param name="tensors">What each tensor is declared by, and its shape.</param>
    /// <param name="indentation">The blanks before the lines.</param>
    public static IEnumerable<string> Of(string type, IEnumerable<(string Text, string Shape)> tensors, int indentation)
    {
        List<(string Text, string Shape)> together = [];
        foreach ((string Text, string Shape) tensor in tensors)
        {
            if (together.Count > 0 && Line(type, [.. together, tensor]).Length > LongLines.Most - indentation)
            {
                yield return Line(type, together);
                together.Clear();
            }

            together.Add(tensor);
        }

        if (together.Count > 0)
        {
            yield return Line(type, together);
        }
    }

    private static string Line(string type, IReadOnlyList<(string Text, string Shape)> tensors) =>
        $"{type} {string.Join(", ", tensors.Select(t => t.Text))};{(tensors.All(t => t.Shape.Length == 0) ? "" : $" // {string.Join(", ", tensors.Select(t => t.Shape))}")}";
}
