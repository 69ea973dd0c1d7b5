using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class DenseRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Integer("Units", 1),
        .. InitializerRules.Weights,
        .. InitializerRules.Biases,
        .. PenaltyRules.All,
    ];

    /// <remarks>A sequence is meant to be taken position by position; an image hardly ever is.</remarks>
    public override Problem? Warn(Declared layer, Shape input) => input.Rank < 3 ? null
        : layer.Problem(DiagnosticDescriptors.DenseOverImage.Id, layer.Name, string.Join(" × ", input.Extents.Take(input.Rank - 1).Select(Text.Integer)), Text.Shape(input.Extents));

    public override long ParameterCount(AttributeSpec layer, Shape input) =>
        (long)layer.Integer("Units") * (input[input.Rank - 1] + (layer.Flag("Bias", true) ? 1L : 0L));

    public override bool HasAnyRange => true;
}
