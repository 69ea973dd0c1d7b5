using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class ZeroPadRule() : ImageRule("Top", "Bottom")
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
        [.. new[] { "Padding", "Top", "Bottom", "Left", "Right" }.Select(side => SettingRules.Integer(side, 0, Most))];
}
