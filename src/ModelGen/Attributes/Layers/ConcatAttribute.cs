namespace ModelGen;

/// <summary>
/// The numbers of the layer above, then those of the named ones, side by side along one dimension (Keras's Concatenate, torch.cat). All other
/// dimensions are equal.
/// </summary>
/// <param name="others">Names of layers above or of inputs, one or more.</param>
public sealed class ConcatAttribute(params string[] others) : MergeLayerAttribute(others)
{
    /// <summary>The dimension along which they stand, from 1; negative ones count from the end. Default −1, the last: features, channels.</summary>
    public int Axis { get; set; } = -1;
}
