namespace ModelGen;

/// <summary>
/// Normalises the features at each position of each example (PyTorch's LayerNorm over the last dimension):
/// y = weight · (x − mean) / √(variance + ε) + bias, with the mean and the biased variance of the last dimension.
/// Parameters: <c>weight</c>, <c>bias</c> (features).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(16)]
/// [Dense(32)]
/// [LayerNorm]
/// [ActivationLayer(Activation.Gelu)]
/// [Dense(1)]
/// public sealed partial class Layerwise;
/// </code>
/// </example>
public sealed class LayerNormAttribute : LayerAttribute
{
    /// <summary>What is added to the variance, above 0. Default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether there are a weight and a bias. Default <see langword="true"/>.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>Whether training changes weight and bias. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
