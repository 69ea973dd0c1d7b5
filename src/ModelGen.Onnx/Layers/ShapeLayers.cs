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

    /// <summary>ZeroPad and Pad.</summary>
    public static Tensor Pad(LayerScope layer)
    {
        Tensor x = layer.Input;
        (int[] before, int[] after) = Sides(layer);
        string pads = layer.Graph.Integers([0, .. x.InOrder(before), 0, .. x.InOrder(after)]);
        string mode = layer.Has("Mode") ? layer.Text("Mode").ToLowerInvariant() : "constant";
        string[] inputs = layer.Has("Value") && layer.Number("Value") != 0 ? [x.Value, pads, layer.Graph.Number(layer.Number("Value"))] : [x.Value, pads];
        string value = mode == "constant" ? layer.Graph.Node("Pad", inputs) : layer.Graph.Node("Pad", inputs, Attributes.Text("mode", mode));
        return new Tensor(value, layer.OutputShape, x.IsChannelsFirst);
    }

    public static Tensor Crop(LayerScope layer)
    {
        (int[] before, _) = Sides(layer);
        return Part(layer, [.. before.Select((start, d) => (start, layer.OutputShape[d]))]);
    }

    public static Tensor Slice(LayerScope layer)
    {
        int dimension = layer.Integer("Axis") - 1;
        return Part(layer, [.. layer.OutputShape.AsSpan().ToArray().Select((count, d) => (d == dimension ? layer.Integer("Start") : 0, count))]);
    }

    /// <summary>Slice along the dimensions of which not all is taken.</summary>
    private static Tensor Part(LayerScope layer, (int Start, int Count)[] parts)
    {
        Tensor x = layer.Input;
        int[] cut = [.. Enumerable.Range(0, parts.Length).Where(d => parts[d].Count < x.Shape[d])];
        GraphBuilder graph = layer.Graph;
        string value = cut.Length == 0 ? x.Value : graph.Node(
            "Slice",
            [
                x.Value,
                graph.Integers([.. cut.Select(d => parts[d].Start)]),
                graph.Integers([.. cut.Select(d => parts[d].Start + parts[d].Count)]),
                graph.Integers([.. cut.Select(x.AxisOf)]),
            ]);
        return new Tensor(value, layer.OutputShape, x.IsChannelsFirst);
    }

    /// <summary>How many before and after along each dimension.</summary>
    private static (int[] Before, int[] After) Sides(LayerScope layer) => layer.Has("Top")
        ? ([layer.Integer("Top"), layer.Integer("Left"), 0], [layer.Integer("Bottom"), layer.Integer("Right"), 0])
        : ([layer.Integer("Left"), 0], [layer.Integer("Right"), 0]);

    /// <summary>Resize to the nearest, where output y reads ⌊y / size⌋, or linear.</summary>
    public static Tensor Upsample(LayerScope layer)
    {
        Tensor x = layer.Graph.ChannelsFirst(layer.Input);
        double[] scales = layer.Has("Height") ? [1, 1, layer.Integer("Height"), layer.Integer("Width")] : [1, 1, layer.Integer("Width")];
        Protocol.AttributeProto[] how = layer.Text("Mode") == "Nearest"
            ? [Attributes.Text("mode", "nearest"), Attributes.Text("coordinate_transformation_mode", "asymmetric"), Attributes.Text("nearest_mode", "floor")]
            : [Attributes.Text("mode", "linear"), Attributes.Text("coordinate_transformation_mode", layer.Flag("AlignCorners") ? "align_corners" : "half_pixel")];
        string value = layer.Graph.Node("Resize", [x.Value, "", layer.Graph.Singles(scales)], how);
        return new Tensor(value, layer.OutputShape, IsChannelsFirst: true);
    }
}
