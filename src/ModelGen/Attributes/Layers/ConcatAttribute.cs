namespace ModelGen;

/// <summary>
/// The numbers of the layer above, then those of the named ones, side by side along one dimension (Keras's Concatenate, torch.cat). All other
/// dimensions are equal.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(12, Name = "numbers")]
/// [Input(5, Name = "facts")]
/// [Dense(16, Activation.Relu, From = "numbers")]
/// [Concat("facts")]               // (21)
/// [Dense(1)]
/// public sealed partial class Joined;
/// </code>
/// </example>
/// <param name="others">Names of layers above or of inputs, one or more.</param>
public sealed class ConcatAttribute(params string[] others) : MergeLayerAttribute(others)
{
    /// <summary>The dimension along which they stand, from 1; negative ones count from the end. Default −1, the last: features, channels.</summary>
    public int Axis { get; set; } = -1;
}
