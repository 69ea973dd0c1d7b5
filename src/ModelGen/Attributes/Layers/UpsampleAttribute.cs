namespace ModelGen;

/// <summary>
/// Every pixel of an image (height, width, channels), or step of a sequence (length, channels), several times: Keras's UpSampling2D, PyTorch's
/// Upsample with mode nearest.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(7, 7, 16)]
/// [Upsample]                      // (14, 14, 16)
/// [Conv2D(8, 3, Padding = Padding.Same, Activation = Activation.Relu)]
/// [Upsample]                      // (28, 28, 8)
/// [Conv2D(1, 3, Padding = Padding.Same)]
/// public sealed partial class Decoder;
/// </code>
/// </example>
/// <param name="size">How many times along each dimension, 1 or more.</param>
public sealed class UpsampleAttribute(int size = 2) : LayerAttribute
{
    /// <summary>How many times along a dimension that is not set on its own.</summary>
    public int Size { get; } = size;

    /// <summary>How many rows for each. Default <see cref="Size"/>.</summary>
    public int Height { get; set; } = size;

    /// <summary>How many columns, or steps of a sequence, for each. Default <see cref="Size"/>.</summary>
    public int Width { get; set; } = size;
}
