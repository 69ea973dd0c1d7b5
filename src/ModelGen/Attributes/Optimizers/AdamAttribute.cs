namespace ModelGen;

/// <summary>Adaptive moments (Kingma and Ba 2015; torch.optim.Adam).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [Adam(LearningRate = 2e-3, ClipNorm = 1)]
/// public sealed partial class Usual;
/// </code>
/// </example>
public sealed class AdamAttribute() : OptimizerAttribute(1e-3)
{
    /// <summary>The decay of the running mean of gradients, 0 up to 1. Default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>The decay of the running mean of squared gradients, 0 up to 1. Default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to the denominator. Default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>This times the parameter is added to its gradient. Default 0.</summary>
    public double WeightDecay { get; set; }

    /// <summary>
    /// Whether <see cref="Epsilon"/> is added to the root of the running mean before the mean's correction for its start at 0, the paper's ε̂, as Keras and PyTorch before 1.3 do,
    /// not after it. The two differ in the first steps: ε̂ weighs there as ε / √(1 − Beta2^step). Default <see langword="false"/>.
    /// </summary>
    public bool EpsilonHat { get; set; }

    /// <summary>Whether the largest running mean of squared gradients so far is used (AMSGrad; Reddi et al. 2018). Default <see langword="false"/>.</summary>
    public bool AmsGrad { get; set; }
}
