namespace ModelGen;

/// <summary>
/// The mean of each channel over all positions (PyTorch's AdaptiveAvgPool to size 1, flattened): (height, width, channels) or (length, channels) becomes
/// (channels).
/// </summary>
public sealed class GlobalAveragePoolAttribute : LayerAttribute;
