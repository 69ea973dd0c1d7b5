namespace ModelGen;

/// <summary>
/// Zeros around an image (height, width, channels), or before and after a sequence (length, channels): Keras's ZeroPadding2D and ZeroPadding1D,
/// PyTorch's ZeroPad2d.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(27, 27, 3)]
/// [ZeroPad(1, Bottom = 2, Right = 2)]     // (30, 30, 3)
/// [Conv2D(8, 3)]
/// public sealed partial class Padded;
/// </code>
/// </example>
/// <param name="padding">How many on each side, 0 or more.</param>
public sealed class ZeroPadAttribute(int padding = 0) : LayerAttribute
{
    /// <summary>How many on each side that is not set on its own.</summary>
    public int Padding { get; } = padding;

    /// <summary>Rows above. Default <see cref="Padding"/>.</summary>
    public int Top { get; set; } = padding;

    /// <summary>Rows below. Default <see cref="Padding"/>.</summary>
    public int Bottom { get; set; } = padding;

    /// <summary>Columns to the left, or steps before a sequence. Default <see cref="Padding"/>.</summary>
    public int Left { get; set; } = padding;

    /// <summary>Columns to the right, or steps after a sequence. Default <see cref="Padding"/>.</summary>
    public int Right { get; set; } = padding;
}
