namespace ModelGen;

/// <summary>
/// Steps of orthogonal matrices for the weights of hidden layers (Jordan 2024, "Muon: An optimizer for hidden layers in neural networks"; torch.optim.Muon), AdamW for all else. With a
/// weight W of A × B numbers, m ← μ m + (1 − μ) g, u = μ m + (1 − μ) g with Nesterov, else m; X = u / max(‖u‖, 10⁻⁷), then <see cref="Steps"/> times X ← 3.4445 X − 4.775 (X Xᵀ) X + 2.0315 (X Xᵀ)² X, which brings
/// all singular values near 1, and W ← (1 − η λ) W − η s X with s = 0.2 √max(A, B), or √max(1, A / B) without <see cref="MatchAdamW"/>.
/// </summary>
/// <remarks>
/// A weight is what a layer multiplies its inputs with: of dense, convolutional (its kernel as one row for each of the first dimension), recurrent layers and of attention, each as PyTorch
/// keeps it, so that all gates of a recurrent layer are one matrix. Biases, gains, embeddings, positions and the weights of the last layer take AdamW, with the same <c>LearningRate</c>
/// times <see cref="AdamWRatio"/>. A step costs about 4 · <see cref="Steps"/> · A · B · min(A, B) operations for each weight, whatever the batch.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(16)]
/// [Dense(32, Activation.Relu)]
/// [Dense(32, Activation.Relu)]
/// [Dense(3)]
/// [SoftmaxCrossEntropyLoss]
/// [Muon(LearningRate = 2e-3)]
/// public sealed partial class Orthogonal;
/// </code>
/// </example>
public sealed class MuonAttribute() : OptimizerAttribute(1e-3)
{
    /// <summary>The decay μ of the running mean of a weight's gradients, 0 up to 1. Default 0.95.</summary>
    public double Momentum { get; set; } = 0.95;

    /// <summary>Whether the gradient is mixed once more with its running mean. Default <see langword="true"/>.</summary>
    public bool Nesterov { get; set; } = true;

    /// <summary>Each step first scales the parameters by 1 − learning rate · WeightDecay. Default 0.1.</summary>
    public double WeightDecay { get; set; } = 0.1;

    /// <summary>How often the polynomial is applied, 1 to 20. Default 5.</summary>
    public int Steps { get; set; } = 5;

    /// <summary>
    /// Whether a step's numbers are about as large as AdamW's, so that one learning rate suits all parameters (Liu et al. 2025, "Muon is Scalable for LLM Training"; <c>match_rms_adamw</c> in PyTorch).
    /// Otherwise as in the first publication, where learning rates are around 0.02; then <see cref="AdamWRatio"/> is around 0.02 as well. Default <see langword="true"/>.
    /// </summary>
    public bool MatchAdamW { get; set; } = true;

    /// <summary>Whether the weights of the last layers, from which an output comes without another weight between, take orthogonal steps too. Default <see langword="false"/>.</summary>
    public bool IncludeOutputs { get; set; }

    /// <summary>AdamW's learning rate as a multiple of the model's. Default 1.</summary>
    public double AdamWRatio { get; set; } = 1;

    /// <summary>AdamW's decay of the running mean of gradients, 0 up to 1. Default 0.9.</summary>
    public double Beta1 { get; set; } = 0.9;

    /// <summary>AdamW's decay of the running mean of squared gradients, 0 up to 1. Default 0.999.</summary>
    public double Beta2 { get; set; } = 0.999;

    /// <summary>Added to AdamW's denominator. Default 1e-8.</summary>
    public double Epsilon { get; set; } = 1e-8;
}
