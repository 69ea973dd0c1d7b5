using System;

namespace ModelGen;

/// <summary>
/// Every step of the optimizer also moves a running average of the parameters (Polyak and Juditsky 1992; TensorFlow's ExponentialMovingAverage, PyTorch's AveragedModel): after the first step it is
/// the parameters, then average ← Decay · average + (1 − Decay) · parameters. It often predicts better than the last parameters, which the last batches still shake. The model gets
/// <c>AverageParameters</c>, and <c>PredictsAverage</c>, with which <c>Predict</c> and <c>Evaluate</c> take them; files with the optimizer's state hold them too. What no step changes
/// (tensors that are frozen, running statistics of BatchNorm) is in the average as it is.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [Adam]
/// [Ema(Decay = 0.99)]
/// public sealed partial class Averaged;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class EmaAttribute : Attribute
{
    /// <summary>What a step leaves of the average, 0 or more and below 1: the average is of about the last 1 / (1 − Decay) steps. Default 0.999.</summary>
    public double Decay { get; set; } = 0.999;
}
