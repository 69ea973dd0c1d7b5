using System.Collections.Generic;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>What convolutions of every kind have: a weight, perhaps a bias, an activation.</summary>
internal sealed record KernelSettings(
    ActivationChoice Activation, bool HasBias, InitializerChoice WeightInit, InitializerChoice BiasInit, bool Trainable, double L1, double L2)
{
    public static KernelSettings Bind(LayerDeclaration declaration)
    {
        AttributeSpec a = declaration.Attribute;
        ActivationChoice activation = ActivationChoice.Bind(a);
        return new KernelSettings(
            activation,
            a.Flag("Bias", true),
            InitializerChoice.Bind(a, "Init", "InitValue", InitializerChoice.DefaultBefore(declaration.FollowedBy(activation).Kind)),
            InitializerChoice.Bind(a, "BiasInit", "BiasInitValue", Initializer.Zeros),
            a.Flag("Trainable", true),
            a.Number("L1", 0),
            a.Number("L2", 0));
    }

    public IEnumerable<Setting> EffectiveSettings() =>
    [
        new("Bias", HasBias),
        .. Activation.EffectiveSettings(),
        .. WeightInit.EffectiveSettings("Init"),
        .. HasBias ? BiasInit.EffectiveSettings("BiasInit") : [],
        new("Trainable", Trainable),
        new("L1", L1),
        new("L2", L2),
    ];

    /// <summary>The weight, penalised if asked for. Fan-in and fan-out are PyTorch's: the second and the first extent, times the kernel's elements.</summary>
    public Value Weight(GraphBuilder graph, string layer, Shape shape)
    {
        int taps = shape.Length / (shape[0] * shape[1]);
        Value weight = graph.Parameter(layer, "weight", shape, WeightInit.For(shape[1] * taps, shape[0] * taps), Trainable);
        if (Trainable)
        {
            graph.Penalize(weight, L1, L2);
        }

        return weight;
    }

    /// <summary>activation(sums + bias).</summary>
    public Value Finish(GraphBuilder graph, string layer, Value sums)
    {
        if (HasBias)
        {
            int filters = sums.Shape[sums.Shape.Rank - 1];
            Value bias = graph.Parameter(layer, "bias", Shape.Of(filters), BiasInit.For(filters, filters), Trainable);
            sums = graph.Map($"{layer}PreActivations", Expr.Input(0) + Expr.Input(1), sums, bias);
        }

        return Activation.Lower(graph, layer, sums);
    }
}
