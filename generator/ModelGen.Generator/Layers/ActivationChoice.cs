using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Layers;

/// <summary>The activation that an attribute names, with its settings.</summary>
internal sealed record ActivationChoice(ActivationKind Kind, double Slope, double Alpha)
{
    public static ActivationChoice Bind(AttributeSpec attribute) =>
        new((ActivationKind)attribute.Integer("Activation"), attribute.Number("Slope", 0.01), attribute.Number("Alpha", 1));

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

    public Value Lower(GraphBuilder graph, string name, Value x) => ActivationLowering.Apply(graph, this, name, x);
}
