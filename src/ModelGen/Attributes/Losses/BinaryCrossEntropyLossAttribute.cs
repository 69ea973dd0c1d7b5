namespace ModelGen;

/// <summary>
/// −(1/n) Σ (t ln p + (1 − t) ln(1 − p)) for outputs p that are probabilities, as after a sigmoid (BCELoss).
/// Each logarithm is at least −100, as in PyTorch. Targets are 0 to 1: <c>Fit</c>
/// refuses others, <c>TrainBatch</c>, <c>Backward</c> and <c>Evaluate</c> do not look.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(1, Activation.Sigmoid)]
/// [BinaryCrossEntropyLoss]
/// [Adam]
/// public sealed partial class Spam;
/// </code>
/// </example>
public sealed class BinaryCrossEntropyLossAttribute : LossAttribute
{
    /// <summary>The share of each target that is spread evenly over yes and no, t becoming (1 − s) t + s / 2 (Keras's label_smoothing); 0 up to (but not) 1. Default 0.</summary>
    public double LabelSmoothing { get; set; }
}
