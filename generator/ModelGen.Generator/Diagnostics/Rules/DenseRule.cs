using System.Collections.Generic;
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

    public override Problem? CheckInput(Declared layer, Shape input, string source) =>
        input.Rank == 1 ? null : layer.Problem(DiagnosticDescriptors.NeedsFlatten.Id, layer.Name, Text.Shape(input.Extents), source);

    public override long ParameterCount(AttributeSpec layer, Shape input) =>
        (long)layer.Integer("Units") * (input.Length + (layer.Flag("Bias", true) ? 1L : 0L));

    public override bool HasAnyRange => true;
}
