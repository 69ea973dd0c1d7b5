using System.Collections.Generic;
using System.Linq;
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
        IgnoredIfSet("InputGradients", "because the model has no loss", HasGradients),
        IgnoredIfSet("Stateful", "because the model has no loss", HasGradients),
        IgnoredIfSet("Stateful", "because no layer is recurrent", declared => !HasGradients(declared) || declared.Model.Attributes.Any(IsRecurrent)),
    ];

    /// <summary>Whether a layer hands a state from time to time.</summary>
    public static bool IsRecurrent(AttributeSpec attribute) => attribute is { Kind: AttributeKind.Layer, Name: "SimpleRnn" or "Gru" or "Lstm" };

    public static IReadOnlyList<SettingRule> Input { get; } = [Sizes("Shape")];
}
