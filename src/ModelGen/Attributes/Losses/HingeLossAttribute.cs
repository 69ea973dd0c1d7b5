namespace ModelGen;

/// <summary>(1/n) Σ max(0, m − target · output), for targets of −1 and 1 (Keras's Hinge).</summary>
/// <remarks>
/// Outputs beyond the margin on their side count nothing.
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(4)]
/// [Dense(16, Activation.Relu)]
/// [Dense(1)]
/// [HingeLoss]
/// [Adam]
/// public sealed partial class Sides;
/// </code>
/// </example>
public sealed class HingeLossAttribute : LossAttribute
{
    /// <summary>m, how far on its side an output has to be; above 0. Default 1.</summary>
    public double Margin { get; set; } = 1;
}
