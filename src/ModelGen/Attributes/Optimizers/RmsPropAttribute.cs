namespace ModelGen;

/// <summary>Gradients divided by their running root mean square (Hinton 2012; torch.optim.RMSprop).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [RmsProp(LearningRate = 1e-3, Centered = true)]
/// public sealed partial class Centred;
/// </code>
/// </example>
public sealed class RmsPropAttribute() : OptimizerAttribute(1e-2)
{
    /// <summary>The decay of the running mean of squared gradients, 0 up to 1. Default 0.99.</summary>
    public double Alpha { get; set; } = 0.99;

    /// <summary>Added to the denominator. Default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;

    /// <summary>This times the parameter is added to its gradient. Default 0.</summary>
    public double WeightDecay { get; set; }

    /// <summary>The share of the last step that is kept, 0 or more. Default 0.</summary>
    public double Momentum { get; set; }

    /// <summary>Whether the running variance, not the running mean square, divides (centered). Default <see langword="false"/>.</summary>
    public bool Centered { get; set; }
}
