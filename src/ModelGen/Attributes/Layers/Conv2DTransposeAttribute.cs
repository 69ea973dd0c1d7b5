namespace ModelGen;

/// <summary>
/// A transposed convolution over an image (PyTorch's ConvTranspose2d, with its activation), shape (height, width, channels): what a convolution does to the
/// gradient of its inputs. input[y, x, i] · weight[i, o, ky, kx] is added to output[stride · y + dilation · ky − padding, stride · x + dilation · kx − padding, o],
/// then bias[o], then the activation. Along each dimension there are (input − 1) · stride − padding + dilation · (kernel − 1) + 1 + output padding outputs.
/// Parameters: <c>weight</c> (channels, filters / groups, kernel height, kernel width) and <c>bias</c> (filters).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(7, 7, 16)]
/// [Conv2DTranspose(8, 3, Stride = 2, Padding = 1, OutputPadding = 1)]      // (14, 14, 8)
/// public sealed partial class Larger;
/// </code>
/// </example>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernelHeight">The rows of the kernel, 1 or more.</param>
/// <param name="kernelWidth">The columns of the kernel; unless given, as many as rows.</param>
public sealed class Conv2DTransposeAttribute(int filters, int kernelHeight, int kernelWidth = 0) : ConvolutionLayer2DAttribute
{
    /// <summary>The number of output channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>The rows of the kernel.</summary>
    public int KernelHeight { get; } = kernelHeight;

    /// <summary>The columns of the kernel; 0 for as many as rows.</summary>
    public int KernelWidth { get; } = kernelWidth;

    /// <inheritdoc cref="Conv2DAttribute.Groups"/>
    public int Groups { get; set; } = 1;

    /// <summary>
    /// How many rows and columns the output has more at its end, 0 or more and below stride or dilation: several sizes of output have the same size of
    /// input under a strided convolution, and this chooses one. Default 0.
    /// </summary>
    public int OutputPadding { get; set; }

    /// <summary>How many rows more. Unless set, <see cref="OutputPadding"/>.</summary>
    public int OutputPaddingHeight { get; set; }

    /// <summary>How many columns more. Unless set, <see cref="OutputPadding"/>.</summary>
    public int OutputPaddingWidth { get; set; }
}
