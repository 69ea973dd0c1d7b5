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
public sealed class ActivationLayerAttribute(Activation activation) : LayerAttribute
{
    /// <summary>The function.</summary>
    public Activation Activation { get; } = activation;

    /// <summary>The factor of <see cref="Activation.LeakyRelu"/> below zero. Default 0.01.</summary>
    public double Slope { get; set; } = 0.01;

    /// <summary>The α of <see cref="Activation.Elu"/>. Default 1.</summary>
    public double Alpha { get; set; } = 1;
}
