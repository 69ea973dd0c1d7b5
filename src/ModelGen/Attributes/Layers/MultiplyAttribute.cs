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
public sealed class MultiplyAttribute(params string[] others) : MergeLayerAttribute(others);
