namespace ModelGen;

/// <summary>(1/n) Σ t · d² + (1 − t) · max(0, m − d)² for the distance d of a pair: targets t are 1 for two that belong together and 0 for two that do not (Hadsell, Chopra, LeCun 2006, twice theirs).</summary>
/// <remarks>
/// The outputs are distances: 0 or more. Pairs that do not belong together count nothing beyond the margin.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(8)]
/// [Dense(32, Activation.Relu)]
/// [Dense(1, Activation.Softplus)]
/// [ContrastiveLoss(Margin = 2)]
/// [Adam]
/// public sealed partial class Pairs;
/// </code>
/// </example>
public sealed class ContrastiveLossAttribute : LossAttribute
{
    /// <summary>m, how far apart those are to be that do not belong together; above 0. Default 1.</summary>
    public double Margin { get; set; } = 1;
}
