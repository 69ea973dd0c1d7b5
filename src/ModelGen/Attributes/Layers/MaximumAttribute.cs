namespace ModelGen;

/// <summary>
/// The largest of the layer above and the named ones, number by number: y = activation(max(x₀, x₁, …)) (Keras's Maximum, torch.maximum). At a tie of two
/// each has half of the gradient, as PyTorch's do; what is not a number wins.
/// </summary>
/// <remarks>
/// Inputs of different shapes stretch to meet each other, as in NumPy and PyTorch: sizes are compared from the last on, and one that is 1 or missing is repeated.
/// Channels are last here, so a row of channels (8) meets an image (28, 28, 8) as it is, where PyTorch, with channels first, needs (8, 1, 1).
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(64)]
/// [Dense(32, Name = "left")]
/// [Dense(32, From = "input")]
/// [Maximum("left")]
/// [Dense(10)]
/// public sealed partial class Maxout;
/// </code>
/// </example>
/// <param name="others">Names of layers above or of inputs, one or more.</param>
public sealed class MaximumAttribute(params string[] others) : MergeLayerAttribute(others);
