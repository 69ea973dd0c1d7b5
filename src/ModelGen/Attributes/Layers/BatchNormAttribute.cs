namespace ModelGen;

/// <summary>
/// Batch normalisation of each feature (PyTorch's BatchNorm1d and BatchNorm2d): y = weight · (x − mean) / √(variance + ε) + bias, features being the last
/// dimension of the input: the numbers of a vector, the channels of an image.
/// </summary>
/// <remarks>
/// In training, mean and (biased) variance are those of the batch, over its examples and the positions of an image; each <c>Forward</c> and
/// <c>TrainBatch</c> also brings them into the running statistics: running ← (1 − momentum) · running + momentum · batch, with the unbiased variance.
/// A single number has none, and leaves the running variance as it is. Inference takes the running statistics.
/// Parameters: <c>weight</c>, <c>bias</c> (features), and, not trained but kept and saved with them, <c>running_mean</c>, <c>running_var</c> (features).
/// </remarks>
/// <example>
/// <code>
/// [Model(MaxBatch = 64)]
/// [Input(32, 32, 3)]
/// [Conv2D(16, 3, Bias = false)]   // the normalisation has one
/// [BatchNorm]
/// [ActivationLayer(Activation.Relu)]
/// [GlobalAveragePool]
/// [Dense(10)]
/// [SoftmaxCrossEntropyLoss]
/// [Adam]
/// public sealed partial class Batchwise;
/// </code>
/// </example>
public sealed class BatchNormAttribute : LayerAttribute
{
    /// <summary>The share of a new batch in the running statistics, 0 to 1. Default 0.1.</summary>
    public double Momentum { get; set; } = 0.1;

    /// <summary>What is added to the variance, above 0. Default 1e-5.</summary>
    public double Epsilon { get; set; } = 1e-5;

    /// <summary>Whether there are a weight and a bias. Default <see langword="true"/>.</summary>
    public bool Affine { get; set; } = true;

    /// <summary>Whether training changes weight and bias. Default <see langword="true"/>.</summary>
    public bool Trainable { get; set; } = true;
}
