namespace ModelGen;

/// <summary>(1/n) Σ (output − target)² over the n outputs of an example (MSELoss).</summary>
public sealed class MeanSquaredErrorLossAttribute : LossAttribute;
