namespace ModelGen;

/// <summary>
/// −Σ t ln softmax(z) for outputs z before the softmax (CrossEntropyLoss). Targets are one-hot rows or any distribution,
/// or class indices as integers.
/// </summary>
public sealed class SoftmaxCrossEntropyLossAttribute : LossAttribute
{
    /// <summary>The share of each target that is spread evenly over all classes, 0 up to (but not) 1. Default 0.</summary>
    public double LabelSmoothing { get; set; }
}
