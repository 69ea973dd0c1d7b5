namespace ModelGen;

/// <summary>The mean of each window of an image (PyTorch's AvgPool2d), shape (height, width, channels), for each channel.</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(28, 28, 1)]
/// [Conv2D(8, 3, Padding = Padding.Same, Activation = Activation.Relu)]
/// [AveragePool2D(3, Stride = 2, Padding = 1, CountIncludePad = false)]    // (14, 14, 8)
/// [Flatten]
/// [Dense(10)]
/// public sealed partial class MeanPatches;
/// </code>
/// </example>
/// <param name="kernelHeight">The rows of the window, 1 or more.</param>
/// <param name="kernelWidth">The columns of the window; unless given, as many as rows.</param>
public sealed class AveragePool2DAttribute(int kernelHeight, int kernelWidth = 0) : PoolLayer2DAttribute
{
    /// <summary>The rows of the window.</summary>
    public int KernelHeight { get; } = kernelHeight;

    /// <summary>The columns of the window; 0 for as many as rows.</summary>
    public int KernelWidth { get; } = kernelWidth;

    /// <summary>
    /// Whether padding counts as zeros, as in PyTorch unless told; otherwise the mean is over what lies inside, as in Keras. Default <see langword="true"/>.
    /// </summary>
    public bool CountIncludePad { get; set; } = true;
}
