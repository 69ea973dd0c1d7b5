namespace ModelGen;

/// <summary>
/// An image (height, width, channels), or a sequence (length, channels), enlarged: every pixel several times, or, with <see cref="UpsampleMode.Bilinear"/>, with
/// interpolated ones between them (Keras's UpSampling2D, PyTorch's Upsample with mode nearest, bilinear or linear).
/// </summary>
/// <remarks>
/// Output o lies at (o + ½) / size − ½ of the input, and not before its first pixel nor behind its last; with <see cref="AlignCorners"/> at
/// o · (inputs − 1) / (outputs − 1). There the two pixels next to it are mixed, along rows and then along columns.
/// </remarks>
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

    /// <summary>What stands between the pixels. Default <see cref="UpsampleMode.Nearest"/>.</summary>
    public UpsampleMode Mode { get; set; }

    /// <summary>
    /// Of bilinear interpolation, whether the first and last pixels stay the first and last and those between spread evenly (PyTorch's align_corners=True); else, by
    /// default, all keep their areas, as in Keras and PyTorch's default.
    /// </summary>
    public bool AlignCorners { get; set; }
}
