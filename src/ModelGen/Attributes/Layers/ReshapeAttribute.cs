namespace ModelGen;

/// <summary>The same numbers in the same order under another shape; nothing is copied.</summary>
/// <example>
/// <code>
/// [Model]
/// [Input(784)]
/// [Reshape(28, 28, -1)]           // (28, 28, 1)
/// [Conv2D(8, 3)]
/// public sealed partial class Folded;
/// </code>
/// </example>
/// <param name="shape">Sizes from the outermost to the innermost dimension; one of them may be −1, which stands for what is left.</param>
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>Sizes from the outermost to the innermost dimension.</summary>
    public int[] Shape { get; } = shape;
}
