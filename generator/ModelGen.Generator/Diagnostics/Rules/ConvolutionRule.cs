using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <param name="window">The rules of its window.</param>
internal class ConvolutionRule(IReadOnlyList<SettingRule> window) : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Integer("Filters", 1),
        Integer("Groups", 1),
        .. window,
        .. InitializerRules.Weights,
        .. InitializerRules.Biases,
        .. PenaltyRules.All,
    ];

    public override Problem? CheckInput(Declared layer, Shape input, string source) =>
        WindowRules.CheckRank(layer, input, source)
        ?? WindowRules.CheckGroups(layer, input)
        ?? WindowRules.CheckWindow(layer, WindowDimension.Bind(layer.Attribute), input, source);

    public override long ParameterCount(AttributeSpec layer, Shape input) =>
        Count(layer, layer.Integer("Filters"), input[input.Rank - 1] / layer.Integer("Groups", 1));

    public override bool HasAnyRange => true;

    /// <summary>The numbers of the weight and the bias.</summary>
    protected static long Count(AttributeSpec layer, long filters, long channelsOfOne) =>
        WindowRules.Count([filters, channelsOfOne, .. WindowDimension.Bind(layer).Select(d => (long)d.Kernel)]) is var weights && layer.Flag("Bias", true)
            && weights < long.MaxValue - filters
            ? weights + filters
            : weights;
}
