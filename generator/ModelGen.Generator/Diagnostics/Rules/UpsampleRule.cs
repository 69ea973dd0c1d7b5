using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class UpsampleRule() : ImageRule("Height")
{
    public override IReadOnlyList<SettingRule> Settings { get; } = [.. new[] { "Size", "Height", "Width" }.Select(size => SettingRules.Integer(size, 1, Most))];
}
