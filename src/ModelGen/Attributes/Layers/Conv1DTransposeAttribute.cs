namespace ModelGen;

/// <summary>
/// A transposed convolution over a sequence (PyTorch's ConvTranspose1d, with its activation), shape (length, channels): what a convolution does to the
/// gradient of its inputs. input[x, i] · weight[i, o, kx] is added to output[stride · x + dilation · kx − padding, o], then bias[o], then the activation.
/// There are (input − 1) · stride − padding + dilation · (kernel − 1) + 1 + output padding outputs.
/// Parameters: <c>weight</c> (channels, filters / groups, kernel) and <c>bias</c> (filters).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(16, 8)]
/// [Conv1DTranspose(4, 4, Stride = 2, Padding = 1)]                         // (32, 4)
/// public sealed partial class Longer;
/// </code>
/// </example>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernel">The length of the kernel, 1 or more.</param>
public sealed class Conv1DTransposeAttribute(int filters, int kernel) : ConvolutionLayerAttribute
{
    /// <summary>The number of output channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>The length of the kernel.</summary>
    public int Kernel { get; } = kernel;

    /// <inheritdoc cref="Conv2DAttribute.Groups"/>
    public int Groups { get; set; } = 1;

    /// <inheritdoc cref="Conv2DTransposeAttribute.OutputPadding"/>
    public int OutputPadding { get; set; }
}
