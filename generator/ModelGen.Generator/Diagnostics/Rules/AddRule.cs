using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class AddRule : MergeRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [SettingRules.Names("Others")];

    public override bool HasAnyRange => true;
}
