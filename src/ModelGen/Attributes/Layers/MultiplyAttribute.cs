namespace ModelGen;

/// <summary>
/// The product of the layer above and the named ones, number by number: y = activation(x₀ · x₁ · …).
/// </summary>
/// <remarks>
/// Inputs of different shapes stretch to meet each other, as in NumPy and PyTorch: sizes are compared from the last on, and one that is 1 or missing is repeated.
/// Channels are last here, so a row of channels (8) meets an image (28, 28, 8) as it is, where PyTorch, with channels first, needs (8, 1, 1).
/// </remarks>
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
