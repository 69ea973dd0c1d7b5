namespace ModelGen;

/// <summary>Gradients divided by the root of the sum of all squared gradients so far (Duchi et al. 2011; torch.optim.Adagrad).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [Adagrad(LearningRate = 0.05)]
/// public sealed partial class Frugal;
/// </code>
/// </example>
public sealed class AdagradAttribute() : OptimizerAttribute(1e-2)
{
    /// <summary>The learning rate is divided by 1 + (step − 1) · LearningRateDecay. Default 0.</summary>
    public double LearningRateDecay { get; set; }

    /// <summary>This times the parameter is added to its gradient. Default 0.</summary>
    public double WeightDecay { get; set; }

    /// <summary>Where the sums of squared gradients start, 0 or more. Default 0.</summary>
    public double InitialAccumulatorValue { get; set; }

    /// <summary>Added to the denominator. Default 1e-10.</summary>
    public double Epsilon { get; set; } = 1e-10;
}
