using System.Collections.Generic;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class CustomActivationRule : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [FunctionRules.IsReadable];

    public override bool HasUnknownRange => true;
}
