namespace ModelGen;

/// <summary>
/// The mean of each channel over all positions (PyTorch's AdaptiveAvgPool to size 1, flattened): (height, width, channels) or (length, channels) becomes
/// (channels).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(28, 28, 1)]
/// [Conv2D(10, 3, Activation = Activation.Relu)]
/// [GlobalAveragePool]             // (10)
/// [Dense(10)]
/// public sealed partial class Averaged;
/// </code>
/// </example>
public sealed class GlobalAveragePoolAttribute : LayerAttribute;
