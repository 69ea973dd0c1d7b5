using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class PReluRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [Number("InitialSlope", Bounds.Finite)];

    public override long ParameterCount(AttributeSpec layer, Shape input) => PReluLayer.Slopes(layer.Flag("PerChannel", false), input);

    public override bool HasAnyRange => true;
}
