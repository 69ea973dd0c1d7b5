namespace ModelGen;

/// <summary>
/// A convolution of each channel of an image on its own (PyTorch's Conv2d with as many groups as channels), shape (height, width, channels); see
/// <see cref="Conv2DAttribute"/>. Output channel m · c + j, m being <see cref="Multiplier"/>, comes from channel c.
/// Parameters: <c>weight</c> (channels · multiplier, 1, kernel height, kernel width) and <c>bias</c> (channels · multiplier).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(32, 32, 3)]
/// [DepthwiseConv2D(3, Multiplier = 2, Padding = Padding.Same)]             // (32, 32, 6)
/// [Conv2D(16, 1, Activation = Activation.Relu6)]                           // (32, 32, 16)
/// [GlobalAveragePool]
/// [Dense(10)]
/// public sealed partial class Mobile;
/// </code>
/// </example>
/// <param name="kernelHeight">The rows of the kernel, 1 or more.</param>
/// <param name="kernelWidth">The columns of the kernel; unless given, as many as rows.</param>
public sealed class DepthwiseConv2DAttribute(int kernelHeight, int kernelWidth = 0) : ConvolutionLayer2DAttribute
{
    /// <summary>The rows of the kernel.</summary>
    public int KernelHeight { get; } = kernelHeight;

    /// <summary>The columns of the kernel; 0 for as many as rows.</summary>
    public int KernelWidth { get; } = kernelWidth;

    /// <summary>The number of outputs for each channel, 1 or more. Default 1.</summary>
    public int Multiplier { get; set; } = 1;
}
