namespace ModelGen;

/// <summary>An activation function on its own, applied to each number of the layer above (softmax: to each example).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(16)]
/// [Dense(32)]
/// [LayerNorm]
/// [ActivationLayer(Activation.Gelu)]
/// [Dense(1)]
/// public sealed partial class Gated;
/// </code>
/// </example>
/// <param name="activation">The function.</param>
public sealed class ActivationLayerAttribute(Activation activation) : LayerAttribute(activation);
