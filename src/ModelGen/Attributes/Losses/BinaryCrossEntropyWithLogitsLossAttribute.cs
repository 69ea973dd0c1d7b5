namespace ModelGen;

/// <summary>
/// (1/n) Σ (softplus(z) − t z) for outputs z before the sigmoid (BCEWithLogitsLoss): binary cross-entropy that cannot
/// overflow. Targets are 0 to 1.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(5)]                      // above 0: yes
/// [BinaryCrossEntropyWithLogitsLoss]
/// [Adam]
/// public sealed partial class Tags;
/// </code>
/// </example>
public sealed class BinaryCrossEntropyWithLogitsLossAttribute : LossAttribute;
