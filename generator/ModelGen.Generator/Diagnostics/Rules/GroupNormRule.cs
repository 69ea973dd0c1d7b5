using System.Collections.Generic;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class GroupNormRule() : NormalizationRule(affine: 2)
{
    public override IReadOnlyList<SettingRule> Settings => [Integer("Groups", 1), .. base.Settings];

    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        int channels = input[input.Rank - 1], groups = layer.Attribute.Integer("Groups");
        return channels % groups == 0 ? null
            : layer.Problem(DiagnosticDescriptors.ChannelsNotDivisible.Id, layer.Name, Text.Integer(groups), Text.Integer(channels), Text.Shape(input.Extents), source);
    }

    public override Problem? Warn(Declared layer, Shape input) => input.Length > layer.Attribute.Integer("Groups") ? null : OfOne(layer, "groups of one number");
}
