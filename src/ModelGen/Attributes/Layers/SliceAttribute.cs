namespace ModelGen;

/// <summary>
/// A part of the input along one dimension (PyTorch's narrow, x[…, start : start + count]): features, channels, times, rows.
/// </summary>
/// <example>
/// <code>
/// [Model]
/// [Input(20, 6)]
/// [Slice(-5, Axis = 1)]           // (5, 6): the last five times
/// [Slice(0, 4)]                   // (5, 4): the first four features of each
/// [Flatten]
/// [Dense(1)]
/// public sealed partial class Recent;
/// </code>
/// </example>
/// <param name="start">Where it begins, from 0; negative ones count from the end: −1 is the last.</param>
/// <param name="count">How many there are, from 1; unless given, or with 0, all to the end; −2 is all to the end but the last two.</param>
public sealed class SliceAttribute(int start, int count = 0) : LayerAttribute
{
    /// <summary>Where it begins, from 0; negative ones count from the end.</summary>
    public int Start { get; } = start;

    /// <summary>How many there are; 0 or less for all to the end but so many.</summary>
    public int Count { get; } = count;

    /// <summary>The dimension, from 1; negative ones count from the end. Default −1, the last: features, channels.</summary>
    public int Axis { get; set; } = -1;
}
