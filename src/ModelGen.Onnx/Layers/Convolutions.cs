using System.Linq;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Convolutions: weights are in ONNX's order as they are.</summary>
internal static class Convolutions
{
    /// <summary>Conv; a depthwise layer has as many groups as channels.</summary>
    public static Tensor Convolution(LayerScope layer)
    {
        int groups = layer.Has("Groups") ? layer.Integer("Groups") : layer.Input.Channels;
        return Finish(layer, "Conv", [.. Window.Of(layer).Attributes(), Attributes.Integer("group", groups)]);
    }

    /// <summary>ConvTranspose; padding «same» may leave places at the end that no window reaches, which are output padding, too.</summary>
    public static Tensor Transposed(LayerScope layer)
    {
        Window window = Window.Of(layer);
        int[] more = [.. window.Kernel.Select((_, d) =>
            layer.OutputShape[d] - (((layer.Input.Shape[d] - 1) * window.Stride[d]) - window.Before[d] - window.After[d] + window.Reach(d)))];
        return Finish(layer, "ConvTranspose", [.. window.Attributes(), Attributes.Integer("group", layer.Integer("Groups")), Attributes.Integers("output_padding", more)]);
    }

    private static Tensor Finish(LayerScope layer, string op, Protocol.AttributeProto[] attributes)
    {
        string input = layer.Graph.ChannelsFirst(layer.Input).Value, weight = layer.Parameter("weight");
        string sums = layer.Graph.Node(op, layer.Flag("Bias") ? [input, weight, layer.Parameter("bias")] : [input, weight], attributes);
        return new Tensor(sums, layer.OutputShape, IsChannelsFirst: true);
    }
}
