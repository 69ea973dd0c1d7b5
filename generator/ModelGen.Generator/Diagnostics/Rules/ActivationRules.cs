using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The settings that every layer has.</summary>
internal static class ActivationRules
{
    public static IReadOnlyList<SettingRule> All { get; } =
    [
        Choice<ActivationKind>("Activation"),
        Number("Slope", Bounds.Finite),
        Number("Alpha", Bounds.Finite),
        Ignored("Slope", "unless Activation is LeakyRelu", a => a.Integer("Activation") == (int)ActivationKind.LeakyRelu),
        Ignored("Alpha", "unless Activation is Elu", a => a.Integer("Activation") == (int)ActivationKind.Elu),
    ];
}
