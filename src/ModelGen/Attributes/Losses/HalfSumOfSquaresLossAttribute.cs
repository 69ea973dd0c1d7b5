namespace ModelGen;

/// <summary>½ Σ (output − target)² over the outputs of an example; its gradient is the error itself.</summary>
public sealed class HalfSumOfSquaresLossAttribute : LossAttribute;
