using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class EmbeddingRule : LayerRule
{
    /// <summary>From 2²⁴ on, not every whole number is one of single precision.</summary>
    private const int MostInSingle = 1 << 24;

    public override IReadOnlyList<SettingRule> Settings { get; } = [Count, Integer("Size", 1), .. InitializerRules.Weights];

    public override bool TakesIndices => true;

    public override long ParameterCount(AttributeSpec layer, Shape input) => (long)layer.Integer("Count") * layer.Integer("Size");

    private static Problem? Count(Declared layer) => Integer("Count", 1, layer.IsDouble ? int.MaxValue : MostInSingle)(layer);
}
