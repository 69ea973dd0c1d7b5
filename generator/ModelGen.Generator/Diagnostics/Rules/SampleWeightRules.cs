using System.Linq;
using ModelGen.Generator.Losses;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>Whether the input that says what examples count has a number for each, or for each position of what the loss judges.</summary>
internal static class SampleWeightRules
{
    /// <param name="weights">The input.</param>
    /// <param name="output">What the loss judges.</param>
    /// <param name="source">What that is called.</param>
    public static Problem? Check(Declared loss, Declared weights, Shape output, string source)
    {
        Shape shape = new(weights.Attribute.Integers("Shape"));
        bool isOfExamples = LossRegistry.Bind(loss.Attribute).MeanOver == LossMean.Nothing;
        string expected = isOfExamples || output.Positions == 1 ? "one number" : $"one number, or one for each of the {output.Positions} positions";
        return !weights.Attribute.Flag("Lengths") && (shape.Length == 1 || (!isOfExamples && shape.Length == output.Positions)) ? null
            : loss.Problem(
                DiagnosticDescriptors.SampleWeightShape.Id,
                loss.Attribute.Name,
                weights.Name,
                $"({string.Join(", ", shape.Extents)}){(weights.Attribute.Flag("Lengths") ? " with lengths" : "")}",
                source,
                $"({string.Join(", ", output.Extents)})",
                expected);
    }
}
