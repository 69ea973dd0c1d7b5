using System.Collections.Generic;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The settings of losses.</summary>
internal static class LossRules
{
    /// <summary>What every loss has.</summary>
    public static SettingRule Weight { get; } = Number("Weight", Bounds.AboveZero);

    public static IReadOnlyDictionary<string, IReadOnlyList<SettingRule>> All { get; } = new Dictionary<string, IReadOnlyList<SettingRule>>
    {
        ["MeanSquaredErrorLoss"] = [],
        ["HalfSumOfSquaresLoss"] = [],
        ["MeanAbsoluteErrorLoss"] = [],
        ["HuberLoss"] = [Number("Delta", Bounds.AboveZero)],
        ["BinaryCrossEntropyLoss"] = [Number("LabelSmoothing", Bounds.ZeroToBelowOne)],
        ["BinaryCrossEntropyWithLogitsLoss"] = [Number("LabelSmoothing", Bounds.ZeroToBelowOne), Numbers("PositiveWeights", Bounds.AboveZero)],
        ["SoftmaxCrossEntropyLoss"] = [Number("LabelSmoothing", Bounds.ZeroToBelowOne), Integer("IgnoreIndex", int.MinValue), Numbers("ClassWeights", Bounds.ZeroOrMore)],
        ["KLDivergenceLoss"] = [],
        ["PoissonLoss"] = [],
        ["QuantileLoss"] = [Number("Quantile", Bounds.AboveZeroToBelowOne)],
        ["HingeLoss"] = [Number("Margin", Bounds.AboveZero)],
        ["ContrastiveLoss"] = [Number("Margin", Bounds.AboveZero)],
        ["CosineLoss"] = [],
        ["GaussianLoss"] = [],
        ["CustomLoss"] = [FunctionRules.IsReadable],
    };
}
