using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The rules of every attribute.</summary>
internal static class RuleTable
{
    public static IReadOnlyDictionary<string, LayerRule> Layers { get; } = new Dictionary<string, LayerRule>
    {
        ["Dense"] = new DenseRule(),
        ["ActivationLayer"] = new ActivationLayerRule(),
        ["Flatten"] = new FlattenRule(),
        ["Reshape"] = new ReshapeRule(),
        ["Permute"] = new PermuteRule(),
        ["ZeroPad"] = new ZeroPadRule(),
        ["Upsample"] = new UpsampleRule(),
        ["Add"] = new AddRule(),
        ["Multiply"] = new MultiplyRule(),
        ["Concat"] = new ConcatRule(),
    };

    /// <summary>What the settings of an attribute must fulfil.</summary>
    public static IReadOnlyList<SettingRule> Settings(AttributeSpec attribute) => attribute.Kind switch
    {
        AttributeKind.Model => ModelRules.Model,
        AttributeKind.Input => ModelRules.Input,
        AttributeKind.Layer => Layers[attribute.Name].Settings,
        AttributeKind.Loss => [.. LossRules.All[attribute.Name], LossRules.Weight],
        _ => OptimizerRules.All[attribute.Name],
    };
}
