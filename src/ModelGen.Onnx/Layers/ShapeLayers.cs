using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Layers that move numbers and compute nothing.</summary>
internal static class ShapeLayers
{
    /// <summary>Flatten and Reshape: the same numbers in the same order, channels last.</summary>
    public static Tensor Reshape(LayerScope layer)
    {
        Tensor x = layer.Graph.ChannelsLast(layer.Input);
        return x.Shape.SequenceEqual(layer.OutputShape) ? x
            : new Tensor(layer.Graph.Node("Reshape", [x.Value, layer.Graph.Integers([-1, .. layer.OutputShape])]), layer.OutputShape);
    }

    public static Tensor Permute(LayerScope layer)
    {
        Tensor x = layer.Graph.ChannelsLast(layer.Input);
        return new Tensor(layer.Graph.Node("Transpose", [x.Value], Attributes.Integers("perm", [0, .. layer.Integers("Dimensions")])), layer.OutputShape);
    }

    public static Tensor ZeroPad(LayerScope layer)
    {
        Tensor x = layer.Input;
        bool hasRows = layer.Has("Top");
        int[] before = hasRows ? [layer.Integer("Top"), layer.Integer("Left"), 0] : [layer.Integer("Left"), 0];
        int[] after = hasRows ? [layer.Integer("Bottom"), layer.Integer("Right"), 0] : [layer.Integer("Right"), 0];
        int[] pads = [0, .. x.InOrder(before), 0, .. x.InOrder(after)];
        return new Tensor(layer.Graph.Node("Pad", [x.Value, layer.Graph.Integers(pads)]), layer.OutputShape, x.IsChannelsFirst);
    }

    /// <summary>Resize to the nearest: output y reads ⌊y / size⌋.</summary>
    public static Tensor Upsample(LayerScope layer)
    {
        Tensor x = layer.Graph.ChannelsFirst(layer.Input);
        double[] scales = layer.Has("Height") ? [1, 1, layer.Integer("Height"), layer.Integer("Width")] : [1, 1, layer.Integer("Width")];
        string value = layer.Graph.Node(
            "Resize",
            [x.Value, "", layer.Graph.Singles(scales)],
            Attributes.Text("mode", "nearest"),
            Attributes.Text("coordinate_transformation_mode", "asymmetric"),
            Attributes.Text("nearest_mode", "floor"));
        return new Tensor(value, layer.OutputShape, IsChannelsFirst: true);
    }
}
