using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The settings of [Model] and [Input].</summary>
internal static class ModelRules
{
    public static IReadOnlyList<SettingRule> Model { get; } =
    [
        Integer("MaxBatch", 1, 1_000_000),
        Choice<Precision>("Precision"),
        Choice<KernelKind>("Kernels"),
        IgnoredIfSet("InputGradients", "because the model has no loss", HasLoss),
    ];

    public static IReadOnlyList<SettingRule> Input { get; } = [Sizes("Shape")];
}
