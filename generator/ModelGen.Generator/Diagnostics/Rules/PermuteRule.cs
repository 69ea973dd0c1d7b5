using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class PermuteRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [IsPermutation];

    public override Problem? CheckInput(Declared layer, Shape input, string source) =>
        layer.Attribute.Integers("Dimensions") is var dimensions && dimensions.Count == input.Rank ? null
            : layer.Problem(DiagnosticDescriptors.WrongRank.Id, layer.Name, Dimensions(dimensions.Count), Text.Shape(input.Extents), source);

    private static string Dimensions(int count) => count == 1 ? "an input of 1 dimension" : $"an input of {count} dimensions";

    private static Problem? IsPermutation(Declared layer) =>
        layer.Attribute.Integers("Dimensions") is var dimensions && dimensions.Count > 0 && dimensions.OrderBy(d => d).SequenceEqual(Enumerable.Range(1, dimensions.Count))
            ? null
            : layer.Problem(
                DiagnosticDescriptors.SettingOutOfRange.Id, layer.Subject, "Dimensions", Text.Shape(dimensions), "every dimension from 1 once, in some order");
}
