using System.Collections.Generic;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class GlobalPoolRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings => [];

    public override Problem? CheckInput(Declared layer, Shape input, string source) => input.Rank >= 2
        ? null
        : layer.Problem(
            DiagnosticDescriptors.NeedsPositions.Id, layer.Name, "(height, width, channels) or (length, channels)", Text.Shape(input.Extents), source);
}
