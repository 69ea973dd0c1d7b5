namespace ModelGen;

/// <summary>
/// The largest number of each channel over all positions (PyTorch's AdaptiveMaxPool to size 1, flattened): (height, width, channels) or (length, channels)
/// becomes (channels). The gradient goes to the first of equal maxima.
/// </summary>
public sealed class GlobalMaxPoolAttribute : LayerAttribute;
