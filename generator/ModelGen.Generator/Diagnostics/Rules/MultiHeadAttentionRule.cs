using System;
using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

internal sealed class MultiHeadAttentionRule : SequenceRule
{
    /// <summary>The settings of what a step looks at, and where that is.</summary>
    public static IReadOnlyList<SettingRule> OfPositions =>
    [
        Integer("Window", 1),
        Ignored("Window", "unless Causal is true", a => a.Flag("Causal", false)),
        Number("RotaryBase", Bounds.OneOrMore),
        Ignored("RotaryBase", "unless Rotary is true", a => a.Flag("Rotary", false)),
    ];

    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Integer("Heads", 1),
        Number("Dropout", Bounds.ZeroToBelowOne),
        .. OfPositions,
        .. InitializerRules.Weights,
        .. InitializerRules.Biases,
    ];

    public override Problem? CheckInput(Declared layer, Shape input, string source) => NotASequence(layer, input, source) ?? OfHeads(layer, input, source);

    public override Problem? CheckInputs(Declared layer, IReadOnlyList<(Shape Shape, string Source)> inputs)
    {
        Problem? problem = CheckInput(layer, inputs[0].Shape, inputs[0].Source);
        if (problem is not null || inputs.Count == 1)
        {
            return problem;
        }

        (Shape memory, string source) = inputs[1];
        return NotASequence(layer, memory, source)
            ?? (layer.Attribute.Flag("Causal", false) && memory[0] != inputs[0].Shape[0]
                ? layer.Problem(
                    DiagnosticDescriptors.CausalMemory.Id, layer.Name, Text.Integer(inputs[0].Shape[0]), inputs[0].Source, Text.Integer(memory[0]), source)
                : null);
    }

    public override long ParameterCount(AttributeSpec layer, Shape input) => ParameterCount(layer, [input]);

    public override long ParameterCount(AttributeSpec layer, IReadOnlyList<Shape> inputs)
    {
        // Queries and the layer behind the heads take the layer's own features, keys and values those of the memory.
        int features = inputs[0][1], memory = inputs[inputs.Count - 1][1];
        return WindowRules.Count(2, features, (long)features + memory + (layer.Flag("Bias", true) ? 2L : 0L));
    }

    /// <summary>The scores of every step for every step, or for those of a window, in each head.</summary>
    public override long Between(AttributeSpec layer, IReadOnlyList<Shape> inputs)
    {
        int times = inputs[0][0], window = layer.Integer("Window", int.MaxValue), features = inputs[0][1] / Math.Max(1, layer.Integer("Heads"));
        int columns = layer.Flag("Causal", false) && AttentionWindow.Pays(window, times, features) ? window : inputs[inputs.Count - 1][0];
        return (long)Math.Min(long.MaxValue, (decimal)layer.Integer("Heads") * times * columns);
    }

    public override bool HasAnyRange => true;

    /// <summary>Whether the features can be shared out; with rotary positions in pairs.</summary>
    private static Problem? OfHeads(Declared layer, Shape input, string source)
    {
        int heads = layer.Attribute.Integer("Heads");
        return input[1] % heads != 0
            ? layer.Problem(DiagnosticDescriptors.HeadsDoNotDivide.Id, layer.Name, Text.Integer(heads), source, Text.Integer(input[1]))
            : layer.Attribute.Flag("Rotary", false) && input[1] / heads % 2 != 0
            ? layer.Problem(DiagnosticDescriptors.OddRotary.Id, layer.Name, Text.Integer(input[1] / heads), Text.Integer(heads), source, Text.Integer(input[1]))
            : null;
    }
}
