namespace ModelGen;

/// <summary>(1/n) Σ (exp(q) − t q) for outputs q that are logarithms of rates and targets t that are counts (PoissonNLLLoss).</summary>
public sealed class PoissonLossAttribute : LossAttribute;
