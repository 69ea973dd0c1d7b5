namespace ModelGen;

/// <summary>
/// The product of the layer above and the named ones, number by number: y = activation(x₀ · x₁ · …). All have one shape.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(32)]
/// [Dense(16, Activation.Sigmoid, Name = "gate")]
/// [Dense(16, From = "input")]
/// [Multiply("gate")]
/// [Dense(1)]
/// public sealed partial class Gate;
/// </code>
/// </example>
/// <param name="others">Names of layers above or of inputs, one or more.</param>
public sealed class MultiplyAttribute(params string[] others) : MergeLayerAttribute(others)
{
    /// <summary>Applied to the product. Default <see cref="Activation.Identity"/>.</summary>
    public Activation Activation { get; set; }

    /// <summary>The factor of <see cref="Activation.LeakyRelu"/> below zero. Default 0.01.</summary>
    public double Slope { get; set; } = 0.01;

    /// <summary>The α of <see cref="Activation.Elu"/>. Default 1.</summary>
    public double Alpha { get; set; } = 1;
}
