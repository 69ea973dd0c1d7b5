namespace ModelGen;

/// <summary>
/// A convolution over a sequence (PyTorch's Conv1d, with its activation), shape (length, channels):
/// y[x, o] = activation(bias[o] + Σ input[stride · x + dilation · kx − padding, i] · weight[o, i, kx]) over kx and the channels i of o's group.
/// There are ⌊(input + padding − dilation · (kernel − 1) − 1) / stride⌋ + 1 outputs.
/// Parameters: <c>weight</c> (filters, channels / groups, kernel) and <c>bias</c> (filters).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(128, 2)]
/// [Conv1D(16, 5, Padding = Padding.Same, Activation = Activation.Relu)]    // (128, 16)
/// [GlobalAveragePool]
/// [Dense(3)]
/// public sealed partial class Rhythm;
/// </code>
/// </example>
/// <example>
/// <code>
/// [Model]
/// [Input(64, 1)]                                                                          // an output sees 16 steps: 1 + 1 + 2 + 4 + 8
/// [Conv1D(16, 2, Padding = Padding.Causal, Activation = Activation.Relu)]                 // (64, 16)
/// [Conv1D(16, 2, Padding = Padding.Causal, Dilation = 2, Activation = Activation.Relu)]
/// [Conv1D(16, 2, Padding = Padding.Causal, Dilation = 4, Activation = Activation.Relu)]
/// [Conv1D(1, 2, Padding = Padding.Causal, Dilation = 8)]                                  // (64, 1): what comes next, at every step
/// [MeanSquaredErrorLoss]
/// [Adam]
/// public sealed partial class Wave;
/// </code>
/// </example>
/// <param name="filters">The number of output channels, 1 or more.</param>
/// <param name="kernel">The length of the kernel, 1 or more.</param>
public sealed class Conv1DAttribute(int filters, int kernel) : ConvolutionLayerAttribute
{
    /// <summary>The number of output channels.</summary>
    public int Filters { get; } = filters;

    /// <summary>The length of the kernel.</summary>
    public int Kernel { get; } = kernel;

    /// <inheritdoc cref="Conv2DAttribute.Groups"/>
    public int Groups { get; set; } = 1;
}
