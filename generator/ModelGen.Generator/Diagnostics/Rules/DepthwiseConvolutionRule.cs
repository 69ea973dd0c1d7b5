using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <param name="window">The rules of its window.</param>
internal sealed class DepthwiseConvolutionRule(IReadOnlyList<SettingRule> window) : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Integer("Multiplier", 1),
        .. window,
        .. InitializerRules.Weights,
        .. InitializerRules.Biases,
        .. PenaltyRules.All,
    ];

    public override Problem? CheckInput(Declared layer, Shape input, string source) =>
        WindowRules.CheckRank(layer, input, source)
        ?? WindowRules.CheckWindow(layer, WindowDimension.Bind(layer.Attribute), input, source)
        ?? WindowRules.CheckOutputs(layer, Filters(layer.Attribute, input), "channels");

    public override long ParameterCount(AttributeSpec layer, Shape input) =>
        WindowRules.Count([Filters(layer, input), .. WindowDimension.Bind(layer).Select(d => (long)d.Kernel)]) + (layer.Flag("Bias", true) ? Filters(layer, input) : 0);

    public override bool HasAnyRange => true;

    private static long Filters(AttributeSpec layer, Shape input) => (long)layer.Integer("Multiplier", 1) * input[input.Rank - 1];
}
