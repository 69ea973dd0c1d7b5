namespace ModelGen;

/// <summary>Steps scaled by the ratio of running root mean squares of steps and gradients (Zeiler 2012; torch.optim.Adadelta).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [Adadelta(Rho = 0.95)]
/// public sealed partial class Patient;
/// </code>
/// </example>
public sealed class AdadeltaAttribute() : OptimizerAttribute(1.0)
{
    /// <summary>The decay of both running means, 0 up to 1. Default 0.9.</summary>
    public double Rho { get; set; } = 0.9;

    /// <summary>Added below both roots. Default 1e-6.</summary>
    public double Epsilon { get; set; } = 1e-6;

    /// <summary>This times the parameter is added to its gradient. Default 0.</summary>
    public double WeightDecay { get; set; }
}
