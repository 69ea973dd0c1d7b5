namespace ModelGen;

/// <summary>(1/n) Σ (exp(q) − t q) for outputs q that are logarithms of rates and targets t that are counts (PoissonNLLLoss).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(1)]                      // the logarithm of a rate
/// [PoissonLoss]
/// [Adam]
/// public sealed partial class Calls;
/// </code>
/// </example>
public sealed class PoissonLossAttribute : LossAttribute;
