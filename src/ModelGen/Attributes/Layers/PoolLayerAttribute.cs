namespace ModelGen;

/// <summary>What pooling layers can be told: each output is made of a window of its channel.</summary>
public abstract class PoolLayerAttribute : LayerAttribute
{
    /// <summary>How far the window moves from one output to the next, 1 or more. Unless set, the kernel's size: windows side by side.</summary>
    public int Stride { get; set; }

    /// <summary>
    /// Padding around the input, 0 or more on each side, or <see cref="ModelGen.Padding.Same"/>. Default <see cref="ModelGen.Padding.None"/>. Every window must have an
    /// element inside.
    /// </summary>
    public int Padding { get; set; }

    /// <summary>Padding before the first column. Unless set, <see cref="Padding"/>.</summary>
    public int PaddingLeft { get; set; }

    /// <summary>Padding after the last column. Unless set, <see cref="Padding"/>.</summary>
    public int PaddingRight { get; set; }

    /// <summary>The distance between inputs that neighbours in the window see, 1 or more. Default 1.</summary>
    public int Dilation { get; set; } = 1;
}
