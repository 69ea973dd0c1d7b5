using System;
using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Layers that add to each step of a sequence what belongs to its position.</summary>
internal static class PositionLayers
{
    /// <summary>A table of sines and cosines as an initializer.</summary>
    public static Tensor Encoding(LayerScope layer)
    {
        int times = layer.Input.Shape[0], features = layer.Input.Channels;
        double[] table = [.. Enumerable.Range(0, times * features).Select(i => Wave(i / features, i % features))];
        return Plus(layer, layer.Numbers("table", [times, features], table));

        double Wave(int time, int feature)
        {
            double angle = time * Math.Pow(layer.Number("Base"), -(feature - (feature % 2)) / (double)features);
            return feature % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
        }
    }

    /// <summary>A learned table.</summary>
    public static Tensor Embedding(LayerScope layer) => Plus(layer, layer.Parameter("weight"));

    private static Tensor Plus(LayerScope layer, string table) =>
        new(layer.Graph.Node("Add", [layer.Graph.ChannelsLast(layer.Input).Value, table]), layer.OutputShape);
}
