using System;
using System.Collections.Generic;
using ModelGen.Onnx.Graphs;

namespace ModelGen.Onnx.Layers;

/// <summary>Every kind of layer, a line each: how it is written as nodes. A test finds the kinds that are missing.</summary>
internal static class LayerExporters
{
    public static IReadOnlyDictionary<string, Func<LayerScope, Tensor>> Kinds { get; } = new Dictionary<string, Func<LayerScope, Tensor>>
    {
        ["Dense"] = DenseLayers.Dense,
        ["Embedding"] = DenseLayers.Embedding,
        ["ActivationLayer"] = layer => layer.Input,
        ["PRelu"] = RectifierLayers.Parametric,
        ["CustomActivation"] = CustomActivations.Layer,
        ["SimpleRnn"] = RecurrentLayers.Simple,
        ["Gru"] = RecurrentLayers.Gru,
        ["Lstm"] = RecurrentLayers.Lstm,
        ["MultiHeadAttention"] = AttentionLayers.MultiHead,
        ["TransformerBlock"] = TransformerBlocks.Block,
        ["PositionalEncoding"] = PositionLayers.Encoding,
        ["PositionEmbedding"] = PositionLayers.Embedding,
        ["Flatten"] = ShapeLayers.Reshape,
        ["Reshape"] = ShapeLayers.Reshape,
        ["Permute"] = ShapeLayers.Permute,
        ["ZeroPad"] = ShapeLayers.Pad,
        ["Pad"] = ShapeLayers.Pad,
        ["Crop"] = ShapeLayers.Crop,
        ["Slice"] = ShapeLayers.Slice,
        ["Upsample"] = ShapeLayers.Upsample,
        ["Add"] = layer => MergeLayers.Combined(layer, "Add"),
        ["Subtract"] = layer => MergeLayers.Combined(layer, "Sub"),
        ["Multiply"] = layer => MergeLayers.Combined(layer, "Mul"),
        ["Divide"] = layer => MergeLayers.Combined(layer, "Div"),
        ["Maximum"] = layer => MergeLayers.Combined(layer, "Max"),
        ["Minimum"] = layer => MergeLayers.Combined(layer, "Min"),
        ["Concat"] = MergeLayers.Concat,
        ["Conv1D"] = Convolutions.Convolution,
        ["Conv2D"] = Convolutions.Convolution,
        ["DepthwiseConv1D"] = Convolutions.Convolution,
        ["DepthwiseConv2D"] = Convolutions.Convolution,
        ["Conv1DTranspose"] = Convolutions.Transposed,
        ["Conv2DTranspose"] = Convolutions.Transposed,
        ["MaxPool1D"] = Pools.Max,
        ["MaxPool2D"] = Pools.Max,
        ["AveragePool1D"] = Pools.Average,
        ["AveragePool2D"] = Pools.Average,
        ["L2Pool1D"] = Pools.L2,
        ["L2Pool2D"] = Pools.L2,
        ["GlobalAveragePool"] = Pools.GlobalAverage,
        ["GlobalMaxPool"] = Pools.GlobalMax,
        ["BatchNorm"] = Normalizations.Batch,
        ["LayerNorm"] = Normalizations.Layer,
        ["GroupNorm"] = Normalizations.Group,
        ["RmsNorm"] = Normalizations.RootMeanSquare,
        ["InputNormalization"] = Normalizations.Input,
        ["Dropout"] = layer => layer.Input,
    };

    /// <summary>How this layer is written, with the activation that it ends with.</summary>
    /// <exception cref="NotSupportedException">Its kind has no line.</exception>
    public static Func<LayerScope, Tensor> Of(LayerInfo layer) => Kinds.TryGetValue(layer.Kind, out Func<LayerScope, Tensor>? export)
        ? scope => scope.Has("Activation") ? Activations.Of(scope, export(scope)) : export(scope)
        : throw new NotSupportedException($"{layer.Name} cannot be written as ONNX: no form is known for layers of the kind {layer.Kind}.");
}
