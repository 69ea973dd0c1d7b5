namespace ModelGen;

/// <summary>
/// Normalises groups of neighbouring channels of each example (PyTorch's GroupNorm): y = weight · (x − mean) / √(variance + ε) + bias, with the mean and
/// the biased variance of a group over all positions. One group is layer normalisation of the whole example, a group for each channel instance
/// normalisation. Parameters: <c>weight</c>, <c>bias</c> (channels).
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(16, 16, 3)]
/// [Conv2D(8, 3)]
/// [GroupNorm(4)]                  // 2 channels each
/// [ActivationLayer(Activation.Relu)]
/// [GlobalAveragePool]
/// [Dense(10)]
/// public sealed partial class Groupwise;
/// </code>
/// </example>
/// <param name="groups">The number of groups; it divides the number of channels.</param>
public sealed class GroupNormAttribute(int groups) : LayerAttribute
{
    /// <summary>The number of groups.</summary>
    public int Groups { get; } = groups;

    /// <summary>What is added to the variance, above 0. Default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether there are a weight and a bias. Default <see langword="true"/>.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>Whether training changes weight and bias. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
