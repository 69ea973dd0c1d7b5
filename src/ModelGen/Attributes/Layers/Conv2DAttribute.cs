namespace ModelGen;

/// <summary>
/// A convolution over an image (PyTorch's Conv2d, with its activation), shape (height, width, channels):
/// y[y, x, o] = activation(bias[o] + Σ input[stride · y + dilation · ky − padding, stride · x + dilation · kx − padding, i] · weight[o, i, ky, kx]) over ky, kx
/// and the channels i of o's group. Along each dimension there are ⌊(input + padding − dilation · (kernel − 1) − 1) / stride⌋ + 1 outputs.
/// Parameters: <c>weight</c> (filters, channels / groups, kernel height, kernel width) and <c>bias</c> (filters).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(28, 28, 1)]
/// [Conv2D(6, 5, Activation = Activation.Relu)]                             // (24, 24, 6)
/// [Conv2D(16, 3, Stride = 2, PaddingTop = 1, PaddingLeft = 1)]             // (12, 12, 16)
/// [Flatten]
/// [Dense(10)]
/// public sealed partial class Edges;
/// </code>
/// </example>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernelHeight">The rows of the kernel, 1 or more.</param>
/// <param name="kernelWidth">The columns of the kernel; unless given, as many as rows.</param>
public sealed class Conv2DAttribute(int filters, int kernelHeight, int kernelWidth = 0) : ConvolutionLayer2DAttribute
{
    /// <summary>The number of output channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>The rows of the kernel.</summary>
    public int KernelHeight { get; } = kernelHeight;

    /// <summary>The columns of the kernel; 0 for as many as rows.</summary>
    public int KernelWidth { get; } = kernelWidth;

    /// <summary>
    /// The number of groups, which divides channels and filters: the first group of filters sees the first group of channels, and so on. Default 1.
    /// </summary>
    public int Groups { get; set; } = 1;
}
