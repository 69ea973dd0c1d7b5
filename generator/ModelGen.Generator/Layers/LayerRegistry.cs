using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Layers;

/// <summary>Every kind of layer, a line each.</summary>
internal static class LayerRegistry
{
    public static IReadOnlyDictionary<string, Func<LayerDeclaration, Layer>> Kinds { get; } = new Dictionary<string, Func<LayerDeclaration, Layer>>
    {
        ["Dense"] = DenseLayer.Bind,
        ["ActivationLayer"] = ActivationLayer.Bind,
        ["Embedding"] = EmbeddingLayer.Bind,
        ["PRelu"] = PReluLayer.Bind,
        ["CustomActivation"] = CustomActivationLayer.Bind,
        ["SimpleRnn"] = RecurrentLayer.BindSimple,
        ["Gru"] = RecurrentLayer.BindGru,
        ["Lstm"] = RecurrentLayer.BindLstm,
        ["MultiHeadAttention"] = MultiHeadAttentionLayer.Bind,
        ["TransformerBlock"] = TransformerBlockLayer.Bind,
        ["PositionalEncoding"] = PositionalEncodingLayer.Bind,
        ["PositionEmbedding"] = PositionEmbeddingLayer.Bind,
        ["Flatten"] = FlattenLayer.Bind,
        ["Reshape"] = ReshapeLayer.Bind,
        ["Permute"] = PermuteLayer.Bind,
        ["ZeroPad"] = ZeroPadLayer.Bind,
        ["Pad"] = PadLayer.Bind,
        ["Crop"] = CropLayer.Bind,
        ["Slice"] = SliceLayer.Bind,
        ["Upsample"] = UpsampleLayer.Bind,
        ["Add"] = CombineLayer.Bind,
        ["Subtract"] = CombineLayer.Bind,
        ["Multiply"] = CombineLayer.Bind,
        ["Divide"] = CombineLayer.Bind,
        ["Maximum"] = CombineLayer.Bind,
        ["Minimum"] = CombineLayer.Bind,
        ["Concat"] = ConcatLayer.Bind,
        ["Conv1D"] = ConvolutionLayer.Bind,
        ["Conv2D"] = ConvolutionLayer.Bind,
        ["DepthwiseConv1D"] = ConvolutionLayer.BindDepthwise,
        ["DepthwiseConv2D"] = ConvolutionLayer.BindDepthwise,
        ["Conv1DTranspose"] = TransposedConvolutionLayer.Bind,
        ["Conv2DTranspose"] = TransposedConvolutionLayer.Bind,
        ["MaxPool1D"] = MaxPoolLayer.Bind,
        ["MaxPool2D"] = MaxPoolLayer.Bind,
        ["AveragePool1D"] = AveragePoolLayer.Bind,
        ["AveragePool2D"] = AveragePoolLayer.Bind,
        ["L2Pool1D"] = L2PoolLayer.Bind,
        ["L2Pool2D"] = L2PoolLayer.Bind,
        ["GlobalAveragePool"] = GlobalAveragePoolLayer.Bind,
        ["GlobalMaxPool"] = GlobalMaxPoolLayer.Bind,
        ["BatchNorm"] = BatchNormLayer.Bind,
        ["LayerNorm"] = LayerNormLayer.Bind,
        ["GroupNorm"] = GroupNormLayer.Bind,
        ["RmsNorm"] = RmsNormLayer.Bind,
        ["Dropout"] = DropoutLayer.Bind,
        ["InputNormalization"] = InputNormalizationLayer.Bind,
    };

    public static IEnumerable<Layer> Bind(IReadOnlyList<AttributeSpec> attributes) =>
        attributes.Select((attribute, i) => Bind(new LayerDeclaration(attribute, LayerNames.Of(attributes, i), Below(attributes, i))));

    public static Layer Bind(LayerDeclaration declaration)
    {
        Layer layer = Kinds[declaration.Attribute.Name](declaration);
        ActivationChoice activation = ActivationChoice.Bind(declaration.Attribute);
        return layer.AppliesActivation || activation.Kind == ActivationKind.Identity ? layer : new ActivatedLayer(layer, activation);
    }

    /// <summary>The layer below, if it takes this one.</summary>
    private static AttributeSpec? Below(IReadOnlyList<AttributeSpec> attributes, int i) =>
        attributes.ElementAtOrDefault(i + 1) is { } next && (next.Text("From") ?? LayerNames.Of(attributes, i)) == LayerNames.Of(attributes, i) ? next : null;
}

/// <summary>A layer's attribute with what binding needs besides.</summary>
/// <param name="Name">The layer's name, given or made.</param>
/// <param name="Next">The layer below it, if that takes it: an activation on its own decides how the weights before it start.</param>
internal sealed record LayerDeclaration(AttributeSpec Attribute, string Name, AttributeSpec? Next)
{
    /// <summary>The layer's activation, or that of the layer below if it has none itself: what its weights start for.</summary>
    public ActivationChoice FollowedBy(ActivationChoice own) =>
        own.Kind == ActivationKind.Identity && Next is { Name: "ActivationLayer" } next ? ActivationChoice.Bind(next) : own;
}
