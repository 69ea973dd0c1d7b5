namespace ModelGen;

/// <summary>
/// (1/n) Σ (softplus(z) − t z) for outputs z before the sigmoid (BCEWithLogitsLoss): binary cross-entropy that cannot
/// overflow. Targets are 0 to 1.
/// </summary>
public sealed class BinaryCrossEntropyWithLogitsLossAttribute : LossAttribute;
