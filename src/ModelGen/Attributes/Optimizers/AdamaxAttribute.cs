namespace ModelGen;

/// <summary>Adam with the infinity norm (Kingma and Ba 2015, section 7; torch.optim.Adamax).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [Adamax]
/// public sealed partial class Bounded;
/// </code>
/// </example>
public sealed class AdamaxAttribute() : OptimizerAttribute(2e-3)
{
    /// <summary>The decay of the running mean of gradients, 0 up to 1. Default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>The decay of the running maximum of gradients, 0 up to 1. Default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the denominator. Default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>This times the parameter is added to its gradient. Default 0.</summary>
    public double WeightDecay { get; set; }
}
