using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class ActivationLayerRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings => ActivationRules.All;

    public override ActivationKind? Activation(AttributeSpec layer) => (ActivationKind)layer.Integer("Activation");

    public override bool IsElementwise => true;
}
