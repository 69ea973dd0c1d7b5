namespace ModelGen;

/// <summary>
/// A convolution of each channel of a sequence on its own (PyTorch's Conv1d with as many groups as channels), shape (length, channels); see
/// <see cref="Conv1DAttribute"/>. Output channel m · c + j, m being <see cref="Multiplier"/>, comes from channel c.
/// Parameters: <c>weight</c> (channels · multiplier, 1, kernel) and <c>bias</c> (channels · multiplier).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(100, 6)]
/// [DepthwiseConv1D(7, Padding = Padding.Same)]                             // (100, 6)
/// [Conv1D(16, 1, Activation = Activation.Relu)]
/// [GlobalMaxPool]
/// [Dense(4)]
/// public sealed partial class Separated;
/// </code>
/// </example>
/// <param name="kernel">The length of the kernel, 1 or more.</param>
public sealed class DepthwiseConv1DAttribute(int kernel) : ConvolutionLayerAttribute
{
    /// <summary>The length of the kernel.</summary>
    public int Kernel { get; } = kernel;

    /// <inheritdoc cref="DepthwiseConv2DAttribute.Multiplier"/>
    public int Multiplier { get; set; } = 1;
}
