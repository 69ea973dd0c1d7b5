namespace ModelGen;

/// <summary>
/// Steps of one length, in the direction of a running mean's sign (Chen et al. 2023, "Symbolic Discovery of Optimization Algorithms"): p ← p − η (sign(β₁ m + (1 − β₁) g) + λ p), then
/// m ← β₂ m + (1 − β₂) g. It remembers half of what Adam does; its authors take a learning rate 3 to 10 times smaller than Adam's, and a weight decay as many times larger.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [Lion(LearningRate = 3e-4, WeightDecay = 0.1)]
/// public sealed partial class BySign;
/// </code>
/// </example>
public sealed class LionAttribute() : OptimizerAttribute(1e-4)
{
    /// <summary>The weight of the running mean in the direction of a step, 0 up to 1. Default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>The decay of the running mean of gradients, 0 up to 1. Default 0.99.</summary>
    public double Beta2 { get; set; } = 0.99;

    /// <summary>Each step first scales the parameters by 1 − learning rate · WeightDecay. Default 0.</summary>
    public double WeightDecay { get; set; }
}
