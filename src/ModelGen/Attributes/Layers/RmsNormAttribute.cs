namespace ModelGen;

/// <summary>
/// Scales the features at each position of each example to a mean square of 1 (PyTorch's RMSNorm over the last dimension):
/// y = weight · x / √(mean of x² + ε). Parameters: <c>weight</c> (features).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(16)]
/// [Dense(32)]
/// [RmsNorm]
/// [ActivationLayer(Activation.Silu)]
/// [Dense(1)]
/// public sealed partial class Scaled;
/// </code>
/// </example>
public sealed class RmsNormAttribute : LayerAttribute
{
    /// <summary>What is added to the mean square, above 0. Default 2⁻²³, PyTorch's for <see cref="float"/>, in both precisions.</summary>
    public double Epsilon { get; set; } = 1.1920928955078125e-07;

    /// <summary>Whether there is a weight. Default <see langword="true"/>.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>Whether training changes the weight. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
