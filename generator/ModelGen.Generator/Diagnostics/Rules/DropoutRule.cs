using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class DropoutRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings => [Number("Rate", Bounds.ZeroToBelowOne)];

    /// <summary>Numbers of any size.</summary>
    public override ActivationKind? Activation(AttributeSpec layer) => ActivationKind.Identity;
}
