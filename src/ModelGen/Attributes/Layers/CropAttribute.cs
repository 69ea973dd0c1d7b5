namespace ModelGen;

/// <summary>
/// An image (height, width, channels) without its border, or a sequence (length, channels) without its first and last steps: Keras's Cropping2D and Cropping1D.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(30, 30, 3)]
/// [Crop(1, Bottom = 0)]           // (29, 28, 3)
/// [Conv2D(8, 3)]
/// public sealed partial class Cropped;
/// </code>
/// </example>
/// <param name="cropping">How many on each side, 0 or more.</param>
public sealed class CropAttribute(int cropping = 0) : LayerAttribute
{
    /// <summary>How many on each side that is not set on its own.</summary>
    public int Cropping { get; } = cropping;

    /// <summary>Rows above. Default <see cref="Cropping"/>.</summary>
    public int Top { get; set; } = cropping;

    /// <summary>Rows below. Default <see cref="Cropping"/>.</summary>
    public int Bottom { get; set; } = cropping;

    /// <summary>Columns to the left, or the first steps of a sequence. Default <see cref="Cropping"/>.</summary>
    public int Left { get; set; } = cropping;

    /// <summary>Columns to the right, or the last steps of a sequence. Default <see cref="Cropping"/>.</summary>
    public int Right { get; set; } = cropping;
}
