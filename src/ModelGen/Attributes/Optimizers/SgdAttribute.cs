namespace ModelGen;

/// <summary>Stochastic gradient descent, with momentum and weight decay on request (torch.optim.SGD).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [Sgd(LearningRate = 0.05, Momentum = 0.9, Nesterov = true)]
/// public sealed partial class Rolling;
/// </code>
/// </example>
public sealed class SgdAttribute() : OptimizerAttribute(1e-3)
{
    /// <summary>The share of the last step that is kept, 0 or more. Default 0: no momentum.</summary>
    public double Momentum { get; set; }

    /// <summary>The share of the gradient that momentum leaves out. Default 0.</summary>
    public double Dampening { get; set; }

    /// <summary>Whether the gradient is taken ahead of the momentum (Nesterov); needs momentum and no dampening. Default <see langword="false"/>.</summary>
    public bool Nesterov { get; set; }

    /// <summary>This times the parameter is added to its gradient. Default 0.</summary>
    public double WeightDecay { get; set; }
}
