namespace ModelGen;

/// <summary>A layer of several inputs: the layer above (or <see cref="LayerAttribute.From"/>) first, then those it names.</summary>
/// <param name="others">Names of layers above or of inputs, one or more.</param>
public abstract class MergeLayerAttribute(params string[] others) : LayerAttribute
{
    /// <summary>The inputs after the first.</summary>
    public string[] Others { get; } = others;
}
