namespace ModelGen;

/// <summary>
/// The layer above minus the named ones, number by number: y = activation(x₀ − x₁ − …) (Keras's Subtract, PyTorch's −).
/// </summary>
/// <remarks>
/// Inputs of different shapes stretch to meet each other, as in NumPy and PyTorch: sizes are compared from the last on, and one that is 1 or missing is repeated.
/// Channels are last here, so a row of channels (8) meets an image (28, 28, 8) as it is, where PyTorch, with channels first, needs (8, 1, 1).
/// </remarks>
/// <example>
/// <code>
/// [Model]
/// [Input(30, 8)]
/// [GlobalAveragePool(Name = "mean")]
/// [Subtract("mean", From = "input")]        // (30, 8): each time without the mean over time
/// [Dense(1)]
/// public sealed partial class Centered;
/// </code>
/// </example>
/// <param name="others">Names of layers above or of inputs, one or more.</param>
public sealed class SubtractAttribute(params string[] others) : MergeLayerAttribute(others);
