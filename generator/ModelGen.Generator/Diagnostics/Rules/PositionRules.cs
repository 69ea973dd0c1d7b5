using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class PositionalEncodingRule : SequenceRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [Number("Base", Bounds.OneOrMore)];

    public override bool HasAnyRange => true;
}

internal sealed class PositionEmbeddingRule : SequenceRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [.. InitializerRules.Weights];

    public override long ParameterCount(AttributeSpec layer, Shape input) => (long)input[0] * input[1];

    public override bool HasAnyRange => true;
}
