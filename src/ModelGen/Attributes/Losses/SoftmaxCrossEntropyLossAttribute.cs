namespace ModelGen;

/// <summary>
/// −Σ t ln softmax(z) for outputs z before the softmax (CrossEntropyLoss). Targets are one-hot rows or any distribution,
/// or class indices as integers.
/// </summary>
/// <remarks>
/// Of outputs with several dimensions, classes are the last: outputs of (5, 3) are 5 positions, each with 3 classes and a class index of its own. The loss is
/// the mean over all positions of all examples, as PyTorch's and Keras's.
/// (<c>new ClassDataset&lt;float&gt;(inputs, classes, inputLength, classesPerExample: 5)</c>.)
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss(LabelSmoothing = 0.1)]
/// [Adam]
/// public sealed partial class Flowers;
/// </code>
/// </example>
public sealed class SoftmaxCrossEntropyLossAttribute : LossAttribute
{
    /// <summary>The share of each target that is spread evenly over all classes, 0 up to (but not) 1. Default 0.</summary>
    public double LabelSmoothing { get; set; }
}
