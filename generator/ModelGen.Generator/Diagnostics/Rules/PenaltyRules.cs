using System.Collections.Generic;
using System.Linq;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The settings of every layer with weights: penalties on their size.</summary>
internal static class PenaltyRules
{
    public static IReadOnlyList<SettingRule> All { get; } = [.. Penalty("L1"), .. Penalty("L2")];

    private static IEnumerable<SettingRule> Penalty(string setting) =>
    [
        Number(setting, Bounds.ZeroOrMore),
        IgnoredIfSet(setting, "because Trainable is false", d => d.Attribute.Flag("Trainable", true)),
        IgnoredIfSet(setting, "because the model has no loss", HasGradients),
    ];
}
