using System;
using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Diagnostics.Rules.SettingRules;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>What its attention, its norms and its dense layers ask for.</summary>
internal sealed class TransformerBlockRule : LayerRule
{
    private static readonly MultiHeadAttentionRule Attention = new();
    private static readonly LayerNormRule Norm = new();

    public override IReadOnlyList<SettingRule> Settings { get; } =
    [
        Integer("Heads", 1),
        Integer("Hidden", 1),
        Number("Dropout", Bounds.ZeroToBelowOne),
        Number("Epsilon", Bounds.AboveZero),
        Choice<ActivationKind>("Nonlinearity"),
        .. MultiHeadAttentionRule.OfPositions,
        .. InitializerRules.Weights,
    ];

    public override Problem? CheckInput(Declared layer, Shape input, string source) => Attention.CheckInput(layer, input, source);

    public override Problem? Warn(Declared layer, Shape input) => Norm.Warn(layer, input);

    public override long ParameterCount(AttributeSpec layer, Shape input)
    {
        // Two weights of the dense layers with their biases, and two norms of twice the features.
        long hidden = layer.Integer("Hidden"), dense = WindowRules.Count(2, input[1], hidden), attention = Attention.ParameterCount(layer, input);
        return Math.Min(long.MaxValue - attention - hidden - (5L * input[1]), dense) + attention + hidden + (5L * input[1]);
    }

    public override long Between(AttributeSpec layer, IReadOnlyList<Shape> inputs) => Attention.Between(layer, inputs);

    public override bool HasAnyRange => true;
}
