using System.Collections.Generic;
using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>
/// Pools. Opset 17's AveragePool and LpPool know no dilation, and runtimes want less padding than kernel: such windows become a depthwise convolution with ones.
/// </summary>
internal static class Pools
{
    public static Tensor Max(LayerScope layer)
    {
        Window window = Window.Of(layer);
        Tensor x = layer.Graph.Unpadded(layer.Graph.ChannelsFirst(layer.Input));
        if (window.IsPaddedBeyondKernel)
        {
            // Every window has an element inside, so that none of these wins.
            int[] pads = [0, 0, .. window.Before, 0, 0, .. window.After];
            x = x with { Value = layer.Graph.Node("Pad", [x.Value, layer.Graph.Integers(pads), layer.Graph.Number(double.NegativeInfinity)]) };
            window = window.WithoutPadding();
        }

        return Pooled(layer, layer.Graph.Node("MaxPool", [x.Value], window.Attributes()));
    }

    public static Tensor Average(LayerScope layer)
    {
        Window window = Window.Of(layer);
        Tensor x = layer.Graph.Unpadded(layer.Graph.ChannelsFirst(layer.Input));
        bool countsPadding = layer.Flag("CountIncludePad");
        return Pooled(layer, IsOrdinary(window)
            ? layer.Graph.Node("AveragePool", [x.Value], [.. window.Attributes(hasDilations: false), Attributes.Integer("count_include_pad", countsPadding ? 1 : 0)])
            : layer.Graph.Node("Mul", [Sum(layer, window, x.Value), Shares(layer, window, countsPadding)]));
    }

    public static Tensor L2(LayerScope layer)
    {
        Window window = Window.Of(layer);
        Tensor x = layer.Graph.ChannelsFirst(layer.Input);
        return Pooled(layer, IsOrdinary(window)
            ? layer.Graph.Node("LpPool", [x.Value], [.. window.Attributes(hasDilations: false), Attributes.Integer("p", 2)])
            : layer.Graph.Node("Sqrt", [Sum(layer, window, layer.Graph.Node("Mul", [x.Value, x.Value]))]));
    }

    public static Tensor GlobalAverage(LayerScope layer) => Global(layer, "ReduceMean");

    public static Tensor GlobalMax(LayerScope layer) => Global(layer, "ReduceMax");

    private static bool IsOrdinary(Window window) => !window.IsDilated && !window.IsPaddedBeyondKernel;

    private static Tensor Pooled(LayerScope layer, string value) => new(value, layer.OutputShape, IsChannelsFirst: true);

    /// <summary>The sum of each window, for each channel.</summary>
    private static string Sum(LayerScope layer, Window window, string x)
    {
        int channels = layer.Input.Channels;
        int[] shape = [channels, 1, .. window.Kernel];
        string ones = layer.Numbers("ones", shape, [.. Enumerable.Repeat(1.0, shape.Aggregate((a, b) => a * b))]);
        return layer.Graph.Node("Conv", [x, ones], [.. window.Attributes(), Attributes.Integer("group", channels)]);
    }

    /// <summary>1 / how many numbers each window has: a product of how many along each dimension.</summary>
    private static string Shares(LayerScope layer, Window window, bool countsPadding)
    {
        int[] places = [.. layer.OutputShape[..^1]];
        IEnumerable<double> shares = [1.0];
        for (int d = 0; d < places.Length; d++)
        {
            int dimension = d;
            shares = shares.SelectMany(share => Enumerable.Range(0, places[dimension])
                .Select(place => share / (countsPadding ? window.Kernel[dimension] : window.Inside(dimension, layer.Input.Shape[dimension], place))));
        }

        return layer.Numbers("shares", places, [.. shares]);
    }

    private static Tensor Global(LayerScope layer, string op)
    {
        Tensor x = layer.Input;
        if (x.Positions == 0)
        {
            return x;
        }

        int[] axes = [.. Enumerable.Range(0, x.Positions).Select(x.AxisOf)];
        return new Tensor(layer.Graph.Node(op, [x.Value], Attributes.Integers("axes", axes), Attributes.Integer("keepdims", 0)), layer.OutputShape);
    }
}
