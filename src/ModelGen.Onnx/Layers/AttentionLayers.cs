using System;
using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Layers in which every step of a sequence looks at every step.</summary>
internal static class AttentionLayers
{
    /// <summary>softmax(Q · Kᵀ / √d) · V in each head, between projections: MatMul and Softmax.</summary>
    public static Tensor MultiHead(LayerScope layer)
    {
        GraphBuilder graph = layer.Graph;
        int times = layer.Input.Shape[0], features = layer.Input.Channels, heads = layer.Integer("Heads"), width = features / heads;
        string all = Project(layer, graph.ChannelsLast(layer.Input).Value, "in_proj_weight", "in_proj_bias");
        string parts = graph.Node("Reshape", [all, graph.Integers(0, times, 3, heads, width)]);
        string queries = Part(0, [0, 2, 1, 3]), keys = Part(1, [0, 2, 3, 1]), values = Part(2, [0, 2, 1, 3]);

        string scores = graph.Node("Mul", [graph.Node("MatMul", [queries, keys]), graph.Number(1 / Math.Sqrt(width))]);
        if (layer.Flag("Causal"))
        {
            scores = graph.Node("Add", [scores, layer.Numbers("later", [times, times], [.. Enumerable.Range(0, times * times).Select(i => i % times > i / times ? double.NegativeInfinity : 0)])]);
        }

        string weights = graph.Node("Softmax", [scores], Attributes.Integer("axis", -1));
        string seen = graph.Node("Transpose", [graph.Node("MatMul", [weights, values])], Attributes.Integers("perm", [0, 2, 1, 3]));
        string together = graph.Node("Reshape", [seen, graph.Integers(0, times, features)]);
        return new Tensor(Project(layer, together, "out_proj.weight", "out_proj.bias"), layer.OutputShape);

        // (batch, time, part, head, width) without the part, in another order.
        string Part(int part, int[] order)
        {
            string one = graph.Node("Gather", [parts, graph.Integer(part)], Attributes.Integer("axis", 2));
            return graph.Node("Transpose", [one], Attributes.Integers("perm", order));
        }
    }

    private static string Project(LayerScope layer, string input, string weight, string bias)
    {
        string transposed = layer.Graph.Node("Transpose", [layer.Parameter(weight)], Attributes.Integers("perm", [1, 0]));
        string products = layer.Graph.Node("MatMul", [input, transposed]);
        return layer.Flag("Bias") ? layer.Graph.Node("Add", [products, layer.Parameter(bias)]) : products;
    }
}
