using System;
using System.Linq;

namespace ModelGen.Onnx.Graphs;

/// <summary>What an input or a layer gives, as a value of the graph.</summary>
/// <param name="Value">Its name in the graph.</param>
/// <param name="Shape">The shape of one example, channels last.</param>
/// <param name="IsChannelsFirst">Whether it lies as (batch, channels, …) there, as ONNX's convolutions and pools have it, and not as (batch, …, channels).</param>
internal sealed record Tensor(string Value, ValueArray<int> Shape, bool IsChannelsFirst = false)
{
    public int Channels => Shape[^1];

    /// <summary>The dimensions between batch and channels.</summary>
    public int Positions => Shape.Length - 1;

    /// <summary>The channels' dimension in the graph.</summary>
    public int ChannelAxis => IsChannelsFirst ? 1 : Shape.Length;

    /// <summary>A dimension of <see cref="Shape"/> as a dimension in the graph.</summary>
    public int AxisOf(int dimension) => !IsChannelsFirst ? dimension + 1 : dimension == Shape.Length - 1 ? 1 : dimension + 2;

    /// <summary>A number for each dimension of <see cref="Shape"/>, in the graph's order without the batch.</summary>
    public int[] InOrder(ReadOnlySpan<int> each) => IsChannelsFirst ? [each[^1], .. each[..^1]] : [.. each];

    /// <summary>The shape of something with one number for each channel, so that it is broadcast over the positions.</summary>
    public int[] PerChannel => IsChannelsFirst ? [Channels, .. Enumerable.Repeat(1, Positions)] : [Channels];
}
