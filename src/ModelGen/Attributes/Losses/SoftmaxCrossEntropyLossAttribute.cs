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

    /// <summary>
    /// The class index that stands for no target, such as PyTorch's −100, and may be one of the classes: positions with it count nothing, in the loss, the gradients and the
    /// mean, which is over the others of the batch. Where all are ignored the loss is 0, and so are the gradients (in PyTorch it is NaN). Of targets that are numbers, a row
    /// of zeros is ignored. <see cref="int.MinValue"/>, the default, for none: every index must then be one of the classes.
    /// </summary>
    /// <remarks>
    /// Of several outputs none may ignore. A data set that holds such indices is made with <c>ignoredClass</c>; metrics leave them out.
    /// </remarks>
    public int IgnoreIndex { get; set; } = int.MinValue;

    /// <summary>
    /// What each class counts, one weight w of 0 or more for each (PyTorch's weight): the loss is −Σ w t ln softmax(z), and the mean is over the sum of the weights of the targets, Σ w t, so that only their
    /// ratios matter. What is smoothed into other classes has their weights. A class of weight 0 is as one that is ignored. Unless set, all count the same.
    /// </summary>
    /// <remarks>Of targets that are distributions and no one-hot rows, PyTorch takes the mean over positions instead. Of several outputs none may weigh classes.</remarks>
    public double[] ClassWeights { get; set; } = [];
}
