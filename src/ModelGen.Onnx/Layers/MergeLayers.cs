using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Layers of several inputs.</summary>
internal static class MergeLayers
{
    /// <summary>An operator of two tensors, one after the other. They stretch as here; what has fewer dimensions gets them, for the batch comes first.</summary>
    public static Tensor Combined(LayerScope layer, string op)
    {
        int rank = layer.OutputShape.Length;
        Tensor[] all = layer.Inputs.All(t => t.Shape.Length == rank)
            ? layer.Graph.Alike(layer.Inputs)
            : [.. layer.Inputs.Select(layer.Graph.ChannelsLast).Select(t => t.Shape.Length == rank ? t : Lengthened(t))];
        return all[0] with { Value = all.Select(t => t.Value).Aggregate((a, b) => layer.Graph.Node(op, [a, b])), Shape = layer.OutputShape };

        Tensor Lengthened(Tensor t) => t with { Value = layer.Graph.Node("Reshape", [t.Value, layer.Graph.Integers([-1, .. Enumerable.Repeat(1, rank - t.Shape.Length), .. t.Shape])]) };
    }

    public static Tensor Concat(LayerScope layer)
    {
        Tensor[] all = layer.Graph.Alike(layer.Inputs);
        string value = layer.Graph.Node("Concat", all.Select(t => t.Value), Attributes.Integer("axis", all[0].AxisOf(layer.Integer("Axis") - 1)));
        return all[0] with { Value = value, Shape = layer.OutputShape };
    }
}
