namespace ModelGen;

/// <summary>
/// The layer above divided by the named ones, number by number: y = activation(x₀ / x₁ / …) (PyTorch's /). 0 / 0 is not a number, as in any division.
/// </summary>
/// <remarks>
/// Inputs of different shapes stretch to meet each other, as in NumPy and PyTorch: sizes are compared from the last on, and one that is 1 or missing is repeated.
/// Channels are last here, so a row of channels (8) meets an image (28, 28, 8) as it is, where PyTorch, with channels first, needs (8, 1, 1).
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(16)]
/// [Dense(1, Activation.Softplus, Name = "scale")]
/// [Divide("scale", From = "input")]         // (16)
/// [Dense(4)]
/// public sealed partial class Scaled;
/// </code>
/// </example>
/// <param name="others">Names of layers above or of inputs, one or more.</param>
public sealed class DivideAttribute(params string[] others) : MergeLayerAttribute(others);
