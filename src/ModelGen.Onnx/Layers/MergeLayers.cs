using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Layers of several inputs.</summary>
internal static class MergeLayers
{
    public static Tensor Add(LayerScope layer) => Combined(layer, "Add");

    public static Tensor Multiply(LayerScope layer) => Combined(layer, "Mul");

    public static Tensor Concat(LayerScope layer)
    {
        Tensor[] all = layer.Graph.Alike(layer.Inputs);
        string value = layer.Graph.Node("Concat", all.Select(t => t.Value), Attributes.Integer("axis", all[0].AxisOf(layer.Integer("Axis") - 1)));
        return all[0] with { Value = value, Shape = layer.OutputShape };
    }

    private static Tensor Combined(LayerScope layer, string op)
    {
        Tensor[] all = layer.Graph.Alike(layer.Inputs);
        return all[0] with { Value = all.Select(t => t.Value).Aggregate((a, b) => layer.Graph.Node(op, [a, b])) };
    }
}
