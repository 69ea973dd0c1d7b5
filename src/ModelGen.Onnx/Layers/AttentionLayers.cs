using System;
using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Layers in which every step of a sequence looks at every step of it or of another.</summary>
internal static class AttentionLayers
{
    /// <summary>softmax(Q · Kᵀ / √d) · V in each head, between projections: MatMul and Softmax.</summary>
    public static Tensor MultiHead(LayerScope layer)
    {
        GraphBuilder graph = layer.Graph;
        int times = layer.Input.Shape[0], steps = layer.Inputs[^1].Shape[0], features = layer.Input.Channels, heads = layer.Integer("Heads"), width = features / heads;
        string[] projected = layer.Inputs.Count == 1 ? OfOne(layer, width) : OfTwo(layer, width);
        string queries = Positioned(layer, projected[0], "queries", times, width), keys = Positioned(layer, projected[1], "keys", steps, width);

        string products = graph.Node("MatMul", [queries, graph.Node("Transpose", [keys], Attributes.Integers("perm", [0, 1, 3, 2]))]);
        string scores = graph.Node("Mul", [products, graph.Number(1 / Math.Sqrt(width))]);
        if (layer.Flag("Causal"))
        {
            int window = layer.Has("Window") ? layer.Integer("Window") : times;
            scores = graph.Node("Add", [scores, layer.Numbers("unseen", [times, times], [.. Enumerable.Range(0, times * times)
                .Select(i => i % times > i / times || i % times <= (i / times) - window ? double.NegativeInfinity : 0)])]);
        }

        string weights = graph.Node("Softmax", [scores], Attributes.Integer("axis", -1));
        string seen = graph.Node("Transpose", [graph.Node("MatMul", [weights, projected[2]])], Attributes.Integers("perm", [0, 2, 1, 3]));
        string together = graph.Node("Reshape", [seen, graph.Integers(0, times, features)]);
        return new Tensor(Project(layer, together, layer.Parameter("out_proj.weight"), layer.Flag("Bias") ? layer.Parameter("out_proj.bias") : null), layer.OutputShape);
    }

    /// <summary>Queries, keys and values of one input as one product, each (batch, head, time, width).</summary>
    private static string[] OfOne(LayerScope layer, int width)
    {
        GraphBuilder graph = layer.Graph;
        string all = Project(layer, graph.ChannelsLast(layer.Input).Value, layer.Parameter("in_proj_weight"), layer.Flag("Bias") ? layer.Parameter("in_proj_bias") : null);
        string parts = graph.Node("Reshape", [all, graph.Integers(0, layer.Input.Shape[0], 3, layer.Integer("Heads"), width)]);
        return [.. Enumerable.Range(0, 3).Select(part => graph.Node(
            "Transpose", [graph.Node("Gather", [parts, graph.Integer(part)], Attributes.Integer("axis", 2))], Attributes.Integers("perm", [0, 2, 1, 3])))];
    }

    /// <summary>Queries of the first input, keys and values of the second.</summary>
    private static string[] OfTwo(LayerScope layer, int width)
    {
        GraphBuilder graph = layer.Graph;
        Tensor[] inputs = [.. layer.Inputs.Select(graph.ChannelsLast)];
        int features = inputs[0].Channels;
        bool isOneWeight = inputs[1].Channels == features;
        return [Part(inputs[0], "q", 0), Part(inputs[1], "k", 1), Part(inputs[1], "v", 2)];

        string Part(Tensor input, string letter, int part)
        {
            string weight = isOneWeight ? Rows("in_proj_weight", part) : layer.Parameter($"{letter}_proj_weight");
            string projected = Project(layer, input.Value, weight, layer.Flag("Bias") ? Rows("in_proj_bias", part) : null);
            string apart = graph.Node("Reshape", [projected, graph.Integers(0, input.Shape[0], layer.Integer("Heads"), width)]);
            return graph.Node("Transpose", [apart], Attributes.Integers("perm", [0, 2, 1, 3]));
        }

        string Rows(string parameter, int part) =>
            graph.Node("Slice", [layer.Parameter(parameter), graph.Integers(part * features), graph.Integers((part + 1) * features), graph.Integers(0)]);
    }

    /// <summary>x · cos + (the halves of x exchanged, the second negative) · sin, where the layer has rotary positions.</summary>
    private static string Positioned(LayerScope layer, string x, string name, int times, int width)
    {
        if (!layer.Flag("Rotary"))
        {
            return x;
        }

        GraphBuilder graph = layer.Graph;
        string first = graph.Node("Slice", [x, graph.Integers(0), graph.Integers(width / 2), graph.Integers(3)]);
        string second = graph.Node("Slice", [x, graph.Integers(width / 2), graph.Integers(width), graph.Integers(3)]);
        string exchanged = graph.Node("Concat", [graph.Node("Neg", [second]), first], Attributes.Integer("axis", 3));
        return graph.Node("Add", [graph.Node("Mul", [x, Table("cosines", Math.Cos)]), graph.Node("Mul", [exchanged, Table("sines", Math.Sin)])]);

        string Table(string part, Func<double, double> of) => layer.Numbers($"{name}/{part}", [times, width], [.. Enumerable.Range(0, times * width)
            .Select(i => of(i / width * Math.Pow(layer.Number("RotaryBase"), -2.0 * (i % width % (width / 2)) / width)))]);
    }

    private static string Project(LayerScope layer, string input, string weight, string? bias)
    {
        string transposed = layer.Graph.Node("Transpose", [weight], Attributes.Integers("perm", [1, 0]));
        string products = layer.Graph.Node("MatMul", [input, transposed]);
        return bias is null ? products : layer.Graph.Node("Add", [products, bias]);
    }
}
