namespace ModelGen;

/// <summary>(1/n) Σ h(output − target) with h(e) = ½e² for |e| ≤ δ, else δ(|e| − ½δ) (HuberLoss).</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(1)]
/// [HuberLoss(Delta = 2)]
/// [Adam]
/// public sealed partial class Prices;
/// </code>
/// </example>
public sealed class HuberLossAttribute : LossAttribute
{
    /// <summary>δ, where the parabola becomes a line; above 0. Default 1.</summary>
    public double Delta { get; set; } = 1;
}
