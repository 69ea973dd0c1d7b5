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
    private static readonly string[] Paddings = ["OutputPadding", "OutputPaddingHeight", "OutputPaddingWidth"];

    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Integer("Filters", 1),
        Integer("Groups", 1),
        .. Paddings.Select(setting => Integer(setting, 0, otherwise: 0)),
        .. Paddings.Select(setting => Ignored(setting, "because Padding is Same", a => a.Integer("Padding") != WindowDimension.Same)),
        Ignored("OutputPadding", "because OutputPaddingHeight and OutputPaddingWidth are set", a => !Paddings.Skip(1).All(a.Has)),
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
        var longer = TransposedConvolutionLayer.OutputPadding(layer.Attribute);
        return window
            .Select((d, k) => WindowRules.CheckOutputs(
                layer, TransposedConvolutionLayer.Outputs(d, longer[k], input[k]), WindowRules.NameOf(window, k)))
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
        var window = WindowDimension.Bind(declared.Attribute);
        var longer = TransposedConvolutionLayer.OutputPadding(declared.Attribute);
        string[] settings = TransposedConvolutionLayer.PaddingSettings(window.Count);
        return window
            .Select((d, k) => (Dimension: d, Padding: longer[k], Setting: declared.Attribute.Has(settings[k]) ? settings[k] : "OutputPadding"))
            .Where(d => d.Padding > 0 && d.Padding >= Math.Max(d.Dimension.Stride, d.Dimension.Dilation))
            .Select(d => declared.Problem(
                DiagnosticDescriptors.SettingNeedsAnother.Id, declared.Subject, $"{d.Setting} = {Text.Integer(d.Padding)}", $"a Stride or a Dilation above {Text.Integer(d.Padding)}"))
            .FirstOrDefault();
    }
}
