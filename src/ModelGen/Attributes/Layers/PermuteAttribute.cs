namespace ModelGen;

/// <summary>
/// The dimensions in another order: y's dimension k is x's dimension <c>dimensions[k]</c>. <c>[Permute(3, 1, 2)]</c> makes channels, height, width of
/// height, width, channels.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(8, 8, 3)]
/// [Permute(3, 1, 2)]              // (3, 8, 8), PyTorch's order
/// [Flatten]
/// [Dense(10)]
/// public sealed partial class ChannelsFirst;
/// </code>
/// </example>
/// <param name="dimensions">Every dimension of the input once, counted from 1 as Keras does; examples are not counted.</param>
public sealed class PermuteAttribute(params int[] dimensions) : LayerAttribute
{
    /// <summary>Every dimension of the input once, counted from 1.</summary>
    public int[] Dimensions { get; } = dimensions;
}
