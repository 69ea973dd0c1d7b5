namespace ModelGen.Generator.Kernels;

/// <summary>
/// A size that a kernel takes as an argument, where a constant gains nothing: what is elementwise, and sums over positions. Layers of all sizes then share one text.
/// </summary>
internal sealed record KernelSize(string Name, int Value)
{
    /// <summary>The positions of an image or a sequence, what lies at each of them, and all numbers of an example.</summary>
    public const string Positions = "positions", Channels = "channels", Features = "features";

    /// <summary>How many numbers there are, none of them an example's.</summary>
    public const string Length = "length";
}
