using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <param name="window">The rules of its window.</param>
internal sealed class TransposedConvolutionRule(IReadOnlyList<SettingRule> window) : LayerRule
{
    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Integer("Filters", 1),
        Integer("Groups", 1),
        Integer("OutputPadding", 0, otherwise: 0),
        Ignored("OutputPadding", "because Padding is Same", a => a.Integer("Padding") != WindowDimension.Same),
        IsBelowStrideOrDilation,
        .. window,
        .. InitializerRules.Weights,
        .. InitializerRules.Biases,
        .. PenaltyRules.All,
    ];

    public override Problem? CheckInput(Declared layer, Shape input, string source)
    {
        if ((WindowRules.CheckRank(layer, input, source) ?? WindowRules.CheckGroups(layer, input)) is { } problem)
        {
            return problem;
        }

        var window = WindowDimension.Bind(layer.Attribute);
        return window
            .Select((d, k) => WindowRules.CheckOutputs(
                layer, TransposedConvolutionLayer.Outputs(d, layer.Attribute.Integer("OutputPadding"), input[k]), WindowRules.NameOf(window, k)))
            .FirstOrDefault(p => p is not null);
    }

    public override long ParameterCount(AttributeSpec layer, Shape input)
    {
        long filters = layer.Integer("Filters");
        long weights = WindowRules.Count(
            [input[input.Rank - 1], filters / layer.Integer("Groups", 1), .. WindowDimension.Bind(layer).Select(d => (long)d.Kernel)]);
        return layer.Flag("Bias", true) && weights < long.MaxValue - filters ? weights + filters : weights;
    }

    public override bool HasAnyRange => true;

    /// <summary>More would be rows that no input reaches: PyTorch refuses it, too.</summary>
    private static Problem? IsBelowStrideOrDilation(Declared declared)
    {
        int padding = declared.Attribute.Integer("OutputPadding");
        return padding > 0 && WindowDimension.Bind(declared.Attribute).Any(d => padding >= Math.Max(d.Stride, d.Dilation))
            ? declared.Problem(
                DiagnosticDescriptors.SettingNeedsAnother.Id, declared.Subject, $"OutputPadding = {Text.Integer(padding)}", $"a Stride or a Dilation above {Text.Integer(padding)}")
            : null;
    }
}
