namespace ModelGen;

/// <summary>
/// The sum of the layer above and the named ones, number by number: y = activation(x₀ + x₁ + …). All have one shape.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(64)]
/// [Dense(64, Activation.Relu, Name = "seen")]
/// [Dense(64)]
/// [Add("seen", Activation = Activation.Relu)]
/// [Dense(10)]
/// public sealed partial class Residual;
/// </code>
/// </example>
/// <param name="others">Names of layers above or of inputs, one or more.</param>
public sealed class AddAttribute(params string[] others) : MergeLayerAttribute(others);
