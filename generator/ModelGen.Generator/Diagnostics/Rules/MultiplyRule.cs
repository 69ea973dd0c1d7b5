using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class MultiplyRule : MergeRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [SettingRules.Names("Others"), .. ActivationRules.All];

    public override ActivationKind? Activation(AttributeSpec layer) => (ActivationKind)layer.Integer("Activation");

    /// <summary>A product of numbers from 0 to 1 is from 0 to 1.</summary>
    public override bool IsElementwise => true;
}
