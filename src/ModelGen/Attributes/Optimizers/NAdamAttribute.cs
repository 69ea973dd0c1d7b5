namespace ModelGen;

/// <summary>Adam with Nesterov momentum (Dozat 2016; torch.optim.NAdam).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [NAdam]
/// public sealed partial class Ahead;
/// </code>
/// </example>
public sealed class NAdamAttribute() : OptimizerAttribute(2e-3)
{
    /// <summary>The decay of the running mean of gradients, 0 up to 1. Default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>The decay of the running mean of squared gradients, 0 up to 1. Default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the denominator. Default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>This times the parameter is added to its gradient. Default 0.</summary>
    public double WeightDecay { get; set; }

    /// <summary>ψ in the momentum schedule β₁ (1 − ½ · 0.96^(step ψ)). Default 0.004.</summary>
    public double MomentumDecay { get; set; } = 4e-3;
}
