namespace ModelGen;

/// <summary>(1/n) Σ |output − target| over the n outputs of an example (L1Loss); the gradient at 0 is 0.</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(1)]
/// [MeanAbsoluteErrorLoss]
/// [Adam]
/// public sealed partial class Median;
/// </code>
/// </example>
public sealed class MeanAbsoluteErrorLossAttribute : LossAttribute;
