using System.Collections.Generic;
using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Normalisations, as inference computes them.</summary>
internal static class Normalizations
{
    /// <summary>BatchNormalization with the running statistics.</summary>
    public static Tensor Batch(LayerScope layer)
    {
        Tensor x = layer.Graph.ChannelsFirst(layer.Input);
        string value = layer.Graph.Node(
            "BatchNormalization",
            [x.Value, Scale(layer, x.Channels), Shift(layer, x.Channels), layer.Parameter("running_mean"), layer.Parameter("running_var")],
            Attributes.Number("epsilon", layer.Number("Epsilon")));
        return x with { Value = value };
    }

    /// <summary>LayerNormalization over the last dimension.</summary>
    public static Tensor Layer(LayerScope layer)
    {
        Tensor x = layer.Graph.ChannelsLast(layer.Input);
        string value = layer.Graph.Node(
            "LayerNormalization",
            [x.Value, Scale(layer, x.Channels), Shift(layer, x.Channels)],
            Attributes.Integer("axis", -1),
            Attributes.Number("epsilon", layer.Number("Epsilon")));
        return x with { Value = value };
    }

    /// <summary>InstanceNormalization of an example's groups as if each were a channel, as PyTorch exports it; then weight and bias.</summary>
    public static Tensor Group(LayerScope layer)
    {
        int groups = layer.Integer("Groups");
        GraphBuilder graph = layer.Graph;
        Tensor x = graph.ChannelsFirst(layer.Input);
        string rows = graph.Node("Reshape", [x.Value, graph.Integers(0, groups, -1)]);

        // Runtimes know InstanceNormalization in single precision only.
        int scaled = graph.IsDouble ? x.Shape.Aggregate((a, b) => a * b) / groups : groups;
        string normal = graph.Node(
            graph.IsDouble ? "LayerNormalization" : "InstanceNormalization",
            [rows, layer.Numbers("ones", [scaled], Filled(scaled, 1)), layer.Numbers("zeros", [scaled], Filled(scaled, 0))],
            Attributes.Number("epsilon", layer.Number("Epsilon")));
        string together = graph.Node("Reshape", [normal, graph.Integers([-1, .. x.InOrder(x.Shape.AsSpan())])]);
        if (layer.Flag("Affine"))
        {
            together = graph.Node("Mul", [together, layer.Parameter("weight", x.PerChannel)]);
            together = graph.Node("Add", [together, layer.Parameter("bias", x.PerChannel)]);
        }

        return x with { Value = together };
    }

    /// <summary>x / √(mean of x² + ε) · weight: opset 17 has no operator for it.</summary>
    public static Tensor RootMeanSquare(LayerScope layer)
    {
        GraphBuilder graph = layer.Graph;
        Tensor x = graph.ChannelsLast(layer.Input);
        string meanSquare = graph.Node("ReduceMean", [graph.Node("Mul", [x.Value, x.Value])], Attributes.Integers("axes", [-1]), Attributes.Integer("keepdims", 1));
        string root = graph.Node("Sqrt", [graph.Node("Add", [meanSquare, graph.Number(layer.Number("Epsilon"))])]);
        string normal = graph.Node("Div", [x.Value, root]);
        return x with { Value = layer.Flag("Affine") ? graph.Node("Mul", [normal, layer.Parameter("weight")]) : normal };
    }

    /// <summary>(x − mean) / deviation of each feature.</summary>
    public static Tensor Input(LayerScope layer)
    {
        Tensor x = layer.Graph.ChannelsLast(layer.Input);
        string centered = layer.Graph.Node("Sub", [x.Value, layer.Parameter("mean")]);
        return x with { Value = layer.Graph.Node("Div", [centered, layer.Parameter("deviation")]) };
    }

    private static string Scale(LayerScope layer, int features) => layer.Flag("Affine") ? layer.Parameter("weight") : layer.Numbers("ones", [features], Filled(features, 1));

    private static string Shift(LayerScope layer, int features) => layer.Flag("Affine") ? layer.Parameter("bias") : layer.Numbers("zeros", [features], Filled(features, 0));

    private static IReadOnlyList<double> Filled(int count, double value) => [.. Enumerable.Repeat(value, count)];
}
