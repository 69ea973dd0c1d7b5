namespace ModelGen;

/// <summary>(1/n) Σ max(q · e, (q − 1) · e) with e = target − output: the pinball loss, least where the output is the quantile q of the targets (Koenker, Bassett 1978).</summary>
/// <remarks>
/// A range is two outputs with a quantile each. Where output and target are equal the slope is 0.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(1, Name = "low")]
/// [Dense(1, Name = "high", From = "dense1")]
/// [QuantileLoss(Of = "low", Quantile = 0.1)]
/// [QuantileLoss(Of = "high", Quantile = 0.9)]
/// [Adam]
/// public sealed partial class Demand;
/// </code>
/// </example>
public sealed class QuantileLossAttribute : LossAttribute
{
    /// <summary>q, the share of the targets that are to lie below the output, above 0 and below 1. Default 0.5, the median: half the mean absolute error.</summary>
    public double Quantile { get; set; } = 0.5;
}
