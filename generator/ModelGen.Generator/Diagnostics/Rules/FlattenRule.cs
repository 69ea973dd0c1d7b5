using System.Collections.Generic;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class FlattenRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings => [];
}
