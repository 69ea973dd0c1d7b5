namespace ModelGen;

/// <summary>
/// The largest number of each channel over all positions (PyTorch's AdaptiveMaxPool to size 1, flattened): (height, width, channels) or (length, channels)
/// becomes (channels). The gradient goes to the first of equal maxima.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(100, 4)]
/// [Conv1D(10, 3, Activation = Activation.Relu)]
/// [GlobalMaxPool]                 // (10)
/// [Dense(2)]
/// public sealed partial class Strongest;
/// </code>
/// </example>
public sealed class GlobalMaxPoolAttribute : LayerAttribute;
