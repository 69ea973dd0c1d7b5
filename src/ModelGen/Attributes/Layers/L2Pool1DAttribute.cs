namespace ModelGen;

/// <summary>
/// √ Σ x² of each window of a sequence (PyTorch's LPPool1d of norm 2), shape (length, channels), for each channel. Padding is zeros. Where all numbers are 0 the
/// gradient is 0.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(100, 4)]
/// [Conv1D(8, 3, Padding = Padding.Same, Activation = Activation.Relu)]
/// [L2Pool1D(2)]    // (50, 8)
/// [Flatten]
/// [Dense(10)]
/// public sealed partial class NormPeaks;
/// </code>
/// </example>
/// <param name="kernel">The length of the window, 1 or more.</param>
public sealed class L2Pool1DAttribute(int kernel) : PoolLayerAttribute
{
    /// <summary>The length of the window.</summary>
    public int Kernel { get; } = kernel;
}
