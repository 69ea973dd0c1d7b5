using System;
using System.Collections.Generic;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>A block as the layers that it is made of.</summary>
internal static class TransformerBlocks
{
    public static Tensor Block(LayerScope layer)
    {
        Tensor input = layer.Graph.ChannelsLast(layer.Input);
        if (layer.Flag("PreNorm"))
        {
            Tensor attended = Plus(input, Attention(Norm("norm1", input)));
            return Plus(attended, Dense(Norm("norm2", attended)));
        }

        Tensor normalized = Norm("norm1", Plus(input, Attention(input)));
        return Norm("norm2", Plus(normalized, Dense(normalized)));

        Tensor Norm(string name, Tensor x) => Part(name, "LayerNorm", x, [new("Epsilon", layer.Number("Epsilon")), new("Affine", true)]);

        Tensor Attention(Tensor x) => Part("self_attn", "MultiHeadAttention", x,
        [
            new("Heads", layer.Integer("Heads")),
            new("Causal", layer.Flag("Causal")),
            new("Rotary", layer.Flag("Rotary")),
            .. layer.Has("Window") ? [new LayerSetting("Window", layer.Integer("Window"))] : Array.Empty<LayerSetting>(),
            .. layer.Has("RotaryBase") ? [new LayerSetting("RotaryBase", layer.Number("RotaryBase"))] : Array.Empty<LayerSetting>(),
            new("Bias", true),
        ]);

        Tensor Dense(Tensor x)
        {
            Tensor hidden = Part("linear1", "Dense", x,
                [new("Bias", true), new("Activation", layer.Text("Nonlinearity")), new("Slope", 0.01), new("Alpha", 1.0)],
                [layer.OutputShape[0], layer.Integer("Hidden")]);
            return Part("linear2", "Dense", hidden, [new("Bias", true)]);
        }

        Tensor Plus(Tensor x, Tensor change) => x with { Value = layer.Graph.Node("Add", [x.Value, change.Value]) };

        Tensor Part(string name, string kind, Tensor x, IEnumerable<LayerSetting> settings, int[]? shape = null)
        {
            LayerInfo info = new($"{layer.Name}.{name}", kind, [], shape is null ? layer.OutputShape : ValueArray.Create<int>(shape), 0, 0, ValueArray.Create<LayerSetting>([.. settings]));
            return LayerExporters.Of(info)(new LayerScope(info, [x], layer.Graph));
        }
    }
}
