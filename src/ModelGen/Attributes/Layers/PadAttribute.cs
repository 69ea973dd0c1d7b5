namespace ModelGen;

/// <summary>
/// A border around an image (height, width, channels), or before and after a sequence (length, channels): a number, the picture mirrored, or its edge continued
/// (PyTorch's ConstantPad2d, ReflectionPad2d, ReplicationPad2d and those of one dimension). For zeros there is <see cref="ZeroPadAttribute"/>.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(28, 28, 3)]
/// [Pad(1, PadMode.Reflect)]       // (30, 30, 3)
/// [Conv2D(8, 3)]                  // (28, 28, 8)
/// public sealed partial class Mirrored;
/// </code>
/// </example>
/// <param name="padding">How many on each side, 0 or more; with <see cref="PadMode.Reflect"/> fewer than there are rows or columns.</param>
/// <param name="mode">What stands in the border.</param>
public sealed class PadAttribute(int padding = 0, PadMode mode = PadMode.Constant) : LayerAttribute
{
    /// <summary>How many on each side that is not set on its own.</summary>
    public int Padding { get; } = padding;

    /// <summary>What stands in the border. Default a constant number.</summary>
    public PadMode Mode { get; set; } = mode;

    /// <summary>The number in a constant border. Default 0.</summary>
    public double Value { get; set; }

    /// <summary>Rows above. Default <see cref="Padding"/>.</summary>
    public int Top { get; set; } = padding;

    /// <summary>Rows below. Default <see cref="Padding"/>.</summary>
    public int Bottom { get; set; } = padding;

    /// <summary>Columns to the left, or steps before a sequence. Default <see cref="Padding"/>.</summary>
    public int Left { get; set; } = padding;

    /// <summary>Columns to the right, or steps after a sequence. Default <see cref="Padding"/>.</summary>
    public int Right { get; set; } = padding;
}
