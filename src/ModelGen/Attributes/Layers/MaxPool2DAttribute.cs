namespace ModelGen;

/// <summary>
/// The largest number of each window of an image (PyTorch's MaxPool2d), shape (height, width, channels), for each channel. Padding takes no part. The gradient goes
/// to the first of equal maxima, row by row.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(28, 28, 1)]
/// [Conv2D(8, 3, Padding = Padding.Same, Activation = Activation.Relu)]
/// [MaxPool2D(2)]    // (14, 14, 8)
/// [Flatten]
/// [Dense(10)]
/// public sealed partial class MaxPatches;
/// </code>
/// </example>
/// <param name="kernelHeight">The rows of the window, 1 or more.</param>
/// <param name="kernelWidth">The columns of the window; unless given, as many as rows.</param>
public sealed class MaxPool2DAttribute(int kernelHeight, int kernelWidth = 0) : PoolLayer2DAttribute
{
    /// <summary>The rows of the window.</summary>
    public int KernelHeight { get; } = kernelHeight;

    /// <summary>The columns of the window; 0 for as many as rows.</summary>
    public int KernelWidth { get; } = kernelWidth;
}
