using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>The activation that an attribute names, with its settings.</summary>
internal sealed record ActivationChoice(ActivationKind Kind, double Slope, double Alpha)
{
    public static ActivationChoice Bind(AttributeSpec attribute) =>
        new((ActivationKind)attribute.Integer("Activation"), attribute.Number("Slope", 0.01), attribute.Number("Alpha", 1));

    /// <summary>The activation by name, and the number that it needs.</summary>
    public IEnumerable<Setting> EffectiveSettings() => Kind switch
    {
        ActivationKind.LeakyRelu => [new("Activation", $"{Kind}"), new("Slope", Slope)],
        ActivationKind.Elu => [new("Activation", $"{Kind}"), new("Alpha", Alpha)],
        _ => [new("Activation", $"{Kind}")],
    };

    /// <summary>sigmoid, gelu tanh, log-softmax: the name in tables.</summary>
    public string Label => Kind switch
    {
        ActivationKind.LeakyRelu => "leaky relu",
        ActivationKind.LogSoftmax => "log-softmax",
        ActivationKind.GeluTanh => "gelu (tanh)",
        ActivationKind.HardSigmoid => "hard sigmoid",
        ActivationKind.HardSwish => "hard swish",
        ActivationKind.HardTanh => "hard tanh",
        _ => Kind.ToString().ToLowerInvariant(),
    };

    public string Suffix => Kind == ActivationKind.Identity ? "" : $", {Label}";

    /// <summary>The activation in brackets of its own; nothing for the identity.</summary>
    public string Bracketed => Kind == ActivationKind.Identity ? "" : $"({Label})";

    /// <summary>activation(formula of inputs); <paramref name="part"/> names the formula's values where they are kept.</summary>
    public Value LowerAfter(GraphBuilder graph, string name, string part, Expr formula, params Value[] inputs) => Kind == ActivationKind.Identity
        ? graph.Map(name, formula, inputs)
        : Lower(graph, name, graph.Map(name + part, formula, inputs));

    public Value Lower(GraphBuilder graph, string name, Value x) => ActivationLowering.Apply(graph, this, name, x);
}
