namespace ModelGen;

/// <summary>
/// √ Σ x² of each window of an image (PyTorch's LPPool2d of norm 2), shape (height, width, channels), for each channel. Padding is zeros. Where all numbers are 0 the
/// gradient is 0.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(28, 28, 1)]
/// [Conv2D(8, 3, Padding = Padding.Same, Activation = Activation.Relu)]
/// [L2Pool2D(2)]    // (14, 14, 8)
/// [Flatten]
/// [Dense(10)]
/// public sealed partial class NormPatches;
/// </code>
/// </example>
/// <param name="kernelHeight">The rows of the window, 1 or more.</param>
/// <param name="kernelWidth">The columns of the window; unless given, as many as rows.</param>
public sealed class L2Pool2DAttribute(int kernelHeight, int kernelWidth = 0) : PoolLayer2DAttribute
{
    /// <summary>The rows of the window.</summary>
    public int KernelHeight { get; } = kernelHeight;

    /// <summary>The columns of the window; 0 for as many as rows.</summary>
    public int KernelWidth { get; } = kernelWidth;
}
