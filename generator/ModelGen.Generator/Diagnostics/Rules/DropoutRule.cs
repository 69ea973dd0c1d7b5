using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class DropoutRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings => [Number("Rate", Bounds.ZeroToBelowOne)];

    public override bool HasAnyRange => true;
}
