namespace ModelGen;

/// <summary>
/// Adaptive Nesterov momentum (Xie et al. 2022, "Adan"): running means of the gradients, of their change from step to step and of the squares of both together. Betas are the weights of the past, as
/// in its authors' program; the paper writes 1 minus them.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [Adan(WeightDecay = 0.02)]
/// public sealed partial class Nesterov;
/// </code>
/// </example>
public sealed class AdanAttribute() : OptimizerAttribute(1e-3)
{
    /// <summary>The decay of the running mean of gradients, 0 up to 1. Default 0.98.</summary>
    public double Beta1 { get; set; } = 0.98;

    /// <summary>The decay of the running mean of the gradients' changes, 0 up to 1. Default 0.92.</summary>
    public double Beta2 { get; set; } = 0.92;

    /// <summary>The decay of the running mean of squares, 0 up to 1. Default 0.99.</summary>
    public double Beta3 { get; set; } = 0.99;

    /// <summary>Added to the denominator. Default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>Each step in the end divides the parameters by 1 + learning rate · WeightDecay. Default 0.</summary>
    public double WeightDecay { get; set; }
}
