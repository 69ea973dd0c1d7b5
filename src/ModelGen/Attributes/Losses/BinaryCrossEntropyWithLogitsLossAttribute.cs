namespace ModelGen;

/// <summary>
/// (1/n) Σ (softplus(z) − t z) for outputs z before the sigmoid (BCEWithLogitsLoss): binary cross-entropy that cannot
/// overflow. Targets are 0 to 1.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(5)]                      // above 0: yes
/// [BinaryCrossEntropyWithLogitsLoss]
/// [Adam]
/// public sealed partial class Tags;
/// </code>
/// </example>
public sealed class BinaryCrossEntropyWithLogitsLossAttribute : LossAttribute
{
    /// <summary>The share of each target that is spread evenly over yes and no, t becoming (1 − s) t + s / 2 (Keras's label_smoothing); 0 up to (but not) 1. Default 0.</summary>
    public double LabelSmoothing { get; set; }

    /// <summary>
    /// p, what a yes counts beside a no: −p t ln σ(z) − (1 − t) ln (1 − σ(z)) (PyTorch's pos_weight). One for all outputs, or one for each along the last dimension; each above 0. The mean is over
    /// outputs all the same. Unless set, 1.
    /// </summary>
    public double[] PositiveWeights { get; set; } = [];
}
