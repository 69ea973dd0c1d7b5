using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class InputNormalizationRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings => [];

    public override bool ReadsInput => true;

    public override long ParameterCount(AttributeSpec layer, Shape input) => 2L * input[input.Rank - 1];

    /// <summary>They are measured.</summary>
    public override long TrainedCount(AttributeSpec layer, Shape input) => 0;

    public override bool HasAnyRange => true;
}
