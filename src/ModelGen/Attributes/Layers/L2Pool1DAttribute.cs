namespace ModelGen;

/// <summary>
/// √ Σ x² of each window of a sequence (PyTorch's LPPool1d of norm 2), shape (length, channels), for each channel. Padding is zeros. Where all numbers are 0 the
/// gradient is 0.
/// </summary>
/// <param name="kernel">The length of the window, 1 or more.</param>
public sealed class L2Pool1DAttribute(int kernel) : PoolLayerAttribute
{
    /// <summary>The length of the window.</summary>
    public int Kernel { get; } = kernel;
}
