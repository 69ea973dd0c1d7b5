using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class MultiHeadAttentionRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Integer("Heads", 1),
        Number("Dropout", Bounds.ZeroToBelowOne),
        .. InitializerRules.Weights,
        .. InitializerRules.Biases,
    ];

    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        if (input.Rank != 2)
        {
            return layer.Problem(DiagnosticDescriptors.NeedsPositions.Id, layer.Name, "(time, features)", Text.Shape(input.Extents), source);
        }

        int heads = layer.Attribute.Integer("Heads");
        return input[1] % heads == 0 ? null
            : layer.Problem(DiagnosticDescriptors.HeadsDoNotDivide.Id, layer.Name, Text.Integer(heads), source, Text.Integer(input[1]));
    }

    public override long ParameterCount(AttributeSpec layer, Shape input) => WindowRules.Count(4, input[1], input[1] + (layer.Flag("Bias", true) ? 1L : 0L));

    public override bool HasAnyRange => true;
}
