using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class ActivationLayerRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings => [];
}
