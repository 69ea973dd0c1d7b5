namespace ModelGen;

/// <summary>Σ t (ln t − q) for outputs q that are log-probabilities, as after log-softmax, and targets t that are probabilities (KLDivLoss, batchmean): where t is 0, the logarithm counts nothing.</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(3, Activation.LogSoftmax)]
/// [KLDivergenceLoss]
/// [Adam]
/// public sealed partial class Votes;
/// </code>
/// </example>
public sealed class KLDivergenceLossAttribute : LossAttribute;
