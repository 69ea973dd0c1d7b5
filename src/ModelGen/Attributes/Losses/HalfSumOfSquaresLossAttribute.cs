namespace ModelGen;

/// <summary>½ Σ (output − target)² over the outputs of an example; its gradient is the error itself.</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(2)]
/// [HalfSumOfSquaresLoss]
/// [Adam]
/// public sealed partial class Motion;
/// </code>
/// </example>
public sealed class HalfSumOfSquaresLossAttribute : LossAttribute;
