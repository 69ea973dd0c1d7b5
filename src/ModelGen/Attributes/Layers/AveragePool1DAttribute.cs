namespace ModelGen;

/// <summary>The mean of each window of a sequence (PyTorch's AvgPool1d), shape (length, channels), for each channel.</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(100, 4)]
/// [Conv1D(8, 3, Padding = Padding.Same, Activation = Activation.Relu)]
/// [AveragePool1D(3, Stride = 2, Padding = 1, CountIncludePad = false)]    // (50, 8)
/// [Flatten]
/// [Dense(10)]
/// public sealed partial class MeanPeaks;
/// </code>
/// </example>
/// <param name="kernel">The length of the window, 1 or more.</param>
public sealed class AveragePool1DAttribute(int kernel) : PoolLayerAttribute
{
    /// <summary>The length of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <inheritdoc cref="AveragePool2DAttribute.CountIncludePad"/>
    public bool CountIncludePad { get; set; } = true;
}
