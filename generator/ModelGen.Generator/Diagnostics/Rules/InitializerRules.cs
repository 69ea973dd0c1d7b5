using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The settings of every layer with weights and biases: how they start.</summary>
internal static class InitializerRules
{
    public static IReadOnlyList<SettingRule> Weights { get; } = WeightsOf("Init");

    /// <summary>The same for weights that another setting is for.</summary>
    public static IReadOnlyList<SettingRule> WeightsOf(string setting) =>
    [
        Choice<Initializer>(setting),
        .. Value(setting, $"{setting}Value", Initializer.Constant, Initializer.Uniform, Initializer.Normal, Initializer.Orthogonal),
    ];

    /// <summary>A bias has no fan-in of its own and cannot be orthogonal, so only the plain initializers apply.</summary>
    public static IReadOnlyList<SettingRule> Biases { get; } =
    [
        Choice(
            "BiasInit", Initializer.Default, Initializer.Zeros, Initializer.Ones, Initializer.Constant, Initializer.Uniform, Initializer.Normal),
        .. Value("BiasInit", "BiasInitValue", Initializer.Constant, Initializer.Uniform, Initializer.Normal),
        Ignored("BiasInit", "because Bias is false", a => a.Flag("Bias", true)),
        Ignored("BiasInitValue", "because Bias is false", a => a.Flag("Bias", true)),
    ];

    private static IEnumerable<SettingRule> Value(string setting, string value, params Initializer[] users) =>
    [
        Number(value, Bounds.Finite),
        Needs($"{setting} = {Initializer.Constant}", Is(setting, Initializer.Constant), value, a => a.Has(value)),
        Needs($"{setting} = {Initializer.Uniform}", Is(setting, Initializer.Uniform), $"{value} of 0 or more", a => a.Number(value, 0) >= 0),
        Needs($"{setting} = {Initializer.Normal}", Is(setting, Initializer.Normal), $"{value} of 0 or more", a => a.Number(value, 0) >= 0),
        Ignored(value, $"unless {setting} is {Text.Or(users.Select(u => u.ToString()))}", a => Is(setting, users)(a) || IsAbsent(a, setting)),
    ];

    private static Func<AttributeSpec, bool> Is(string setting, params Initializer[] initializers) =>
        layer => initializers.Contains((Initializer)layer.Integer(setting));

    /// <summary>Without biases there is already a warning that says more.</summary>
    private static bool IsAbsent(AttributeSpec layer, string setting) => setting == "BiasInit" && !layer.Flag("Bias", true);
}
