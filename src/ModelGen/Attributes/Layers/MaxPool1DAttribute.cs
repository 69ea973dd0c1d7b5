namespace ModelGen;

/// <summary>
/// The largest number of each window of a sequence (PyTorch's MaxPool1d), shape (length, channels), for each channel. Padding takes no part. The gradient goes to the
/// first of equal maxima.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(100, 4)]
/// [Conv1D(8, 3, Padding = Padding.Same, Activation = Activation.Relu)]
/// [MaxPool1D(2)]    // (50, 8)
/// [Flatten]
/// [Dense(10)]
/// public sealed partial class MaxPeaks;
/// </code>
/// </example>
/// <param name="kernel">The length of the window, 1 or more.</param>
public sealed class MaxPool1DAttribute(int kernel) : PoolLayerAttribute
{
    /// <summary>The length of the window.</summary>
    public int Kernel { get; } = kernel;
}
