namespace ModelGen;

/// <summary>(1/positions) Σ (1 − cos(output, target)) over the rows along the last dimension, with cos(y, t) = Σ y · t / √((Σ y² + 10⁻¹²) · (Σ t² + 10⁻¹²)), as CosineEmbeddingLoss of pairs that belong together.</summary>
/// <remarks>
/// From 0, the same direction, to 2, the opposite. How long a row is does not matter.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(8)]
/// [Dense(32, Activation.Relu)]
/// [Dense(16)]
/// [CosineLoss]
/// [Adam]
/// public sealed partial class Encoder;
/// </code>
/// </example>
public sealed class CosineLossAttribute : LossAttribute;
