namespace ModelGen;

/// <summary>The mean of each window of a sequence (PyTorch's AvgPool1d), shape (length, channels), for each channel.</summary>
/// <param name="kernel">The length of the window, 1 or more.</param>
public sealed class AveragePool1DAttribute(int kernel) : PoolLayerAttribute
{
    /// <summary>The length of the window.</summary>
    public int Kernel { get; } = kernel;

    /// <inheritdoc cref="AveragePool2DAttribute.CountIncludePad"/>
    public bool CountIncludePad { get; set; } = true;
}
