namespace ModelGen;

/// <summary>(1/n) Σ (output − target)² over the n outputs of an example (MSELoss).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(1)]
/// [MeanSquaredErrorLoss]
/// [Adam]
/// public sealed partial class Mean;
/// </code>
/// </example>
public sealed class MeanSquaredErrorLossAttribute : LossAttribute;
