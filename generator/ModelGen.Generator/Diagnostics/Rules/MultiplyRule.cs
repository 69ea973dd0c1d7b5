using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class MultiplyRule : MergeRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [SettingRules.Names("Others")];
}
