namespace ModelGen;

/// <summary>Σ t (ln t − q) for outputs q that are log-probabilities, as after log-softmax, and targets t that are probabilities (KLDivLoss, batchmean).</summary>
public sealed class KLDivergenceLossAttribute : LossAttribute;
