using System.Collections.Generic;
using System.Linq;
using static ModelGen.Generator.Diagnostics.Rules.Bounds;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The settings of optimizers, in the ranges that PyTorch checks.</summary>
internal static class OptimizerRules
{
    // Of the polynomial that Muon applies; five are usual, and more than twenty bring nothing nearer to 1.
    private const int MostSteps = 20;

    private static readonly SettingRule[] Common =
    [
        Number("LearningRate", ZeroOrMore),
        LearningRateRule.Check,
        Number("ClipValue", ZeroOrMore),
        Number("ClipNorm", ZeroOrMore),
        Number("WeightDecay", ZeroOrMore),
    ];

    private static readonly SettingRule[] Moments =
    [
        .. Common,
        Number("Beta1", ZeroToBelowOne),
        Number("Beta2", ZeroToBelowOne),
        Number("Epsilon", ZeroOrMore),
    ];

    public static IReadOnlyList<SettingRule> Ema { get; } = [Number("Decay", ZeroToBelowOne)];

    public static IReadOnlyDictionary<string, IReadOnlyList<SettingRule>> All { get; } = new Dictionary<string, IReadOnlyList<SettingRule>>
    {
        ["Sgd"] =
        [
            .. Common,
            Number("Momentum", ZeroOrMore),
            Number("Dampening", Finite),
            Needs("Nesterov", a => a.Flag("Nesterov"), "Momentum above 0", a => a.Number("Momentum", 0) > 0),
            Needs("Nesterov", a => a.Flag("Nesterov"), "Dampening of 0", a => a.Number("Dampening", 0) == 0),
            IgnoredIfSet("Dampening", "unless Momentum is above 0", d => d.Attribute.Number("Momentum", 0) > 0 || d.Attribute.Flag("Nesterov")),
        ],
        ["Adam"] = Moments,
        ["AdamW"] = Moments,
        ["Adamax"] = Moments,
        ["NAdam"] = [.. Moments, Number("MomentumDecay", ZeroOrMore)],
        ["RAdam"] = Moments,
        ["Lion"] = [.. Common, Number("Beta1", ZeroToBelowOne), Number("Beta2", ZeroToBelowOne)],
        ["Adan"] = [.. Moments, Number("Beta3", ZeroToBelowOne)],
        ["Muon"] =
        [
            .. Moments,
            Number("Momentum", ZeroToBelowOne),
            Integer("Steps", 1, MostSteps, otherwise: 5),
            Number("AdamWRatio", ZeroOrMore),
        ],
        ["RmsProp"] = [.. Common, Number("Alpha", ZeroToOne), Number("Epsilon", ZeroOrMore), Number("Momentum", ZeroOrMore)],
        ["Adagrad"] =
        [
            .. Common,
            Number("LearningRateDecay", ZeroOrMore),
            Number("InitialAccumulatorValue", ZeroOrMore),
            Number("Epsilon", ZeroOrMore),
        ],
        ["Adadelta"] = [.. Common, Number("Rho", ZeroToOne), Number("Epsilon", ZeroOrMore)],
    };
}
