using System.Collections.Generic;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics.Rules;

/// <summary>The rules of every attribute.</summary>
internal static class RuleTable
{
    public static IReadOnlyDictionary<string, LayerRule> Layers { get; } = new Dictionary<string, LayerRule>
    {
        ["Dense"] = new DenseRule(),
        ["ActivationLayer"] = new ActivationLayerRule(),
        ["Embedding"] = new EmbeddingRule(),
        ["PRelu"] = new PReluRule(),
        ["CustomActivation"] = new CustomActivationRule(),
        ["SimpleRnn"] = new RecurrentRule(gates: 1, states: 1),
        ["Gru"] = new RecurrentRule(gates: 3, states: 1),
        ["Lstm"] = new RecurrentRule(gates: 4, states: 2),
        ["MultiHeadAttention"] = new MultiHeadAttentionRule(),
        ["TransformerBlock"] = new TransformerBlockRule(),
        ["PositionalEncoding"] = new PositionalEncodingRule(),
        ["PositionEmbedding"] = new PositionEmbeddingRule(),
        ["Flatten"] = new FlattenRule(),
        ["Reshape"] = new ReshapeRule(),
        ["Permute"] = new PermuteRule(),
        ["ZeroPad"] = new ZeroPadRule(),
        ["Pad"] = new PadRule(),
        ["Crop"] = new CropRule(),
        ["Slice"] = new SliceRule(),
        ["Upsample"] = new UpsampleRule(),
        ["Add"] = new CombineRule(hasAnyRange: true),
        ["Subtract"] = new CombineRule(hasAnyRange: true),
        ["Multiply"] = new CombineRule(hasAnyRange: false),
        ["Divide"] = new CombineRule(hasAnyRange: true),
        ["Maximum"] = new CombineRule(hasAnyRange: false),
        ["Minimum"] = new CombineRule(hasAnyRange: false),
        ["Concat"] = new ConcatRule(),
        ["Conv1D"] = new ConvolutionRule(WindowRules.Line),
        ["Conv2D"] = new ConvolutionRule(WindowRules.Plane),
        ["DepthwiseConv1D"] = new DepthwiseConvolutionRule(WindowRules.Line),
        ["DepthwiseConv2D"] = new DepthwiseConvolutionRule(WindowRules.Plane),
        ["Conv1DTranspose"] = new TransposedConvolutionRule(WindowRules.Line),
        ["Conv2DTranspose"] = new TransposedConvolutionRule(WindowRules.Plane),
        ["MaxPool1D"] = new PoolRule(WindowRules.Line),
        ["MaxPool2D"] = new PoolRule(WindowRules.Plane),
        ["AveragePool1D"] = new PoolRule(WindowRules.Line),
        ["AveragePool2D"] = new PoolRule(WindowRules.Plane),
        ["L2Pool1D"] = new PoolRule(WindowRules.Line),
        ["L2Pool2D"] = new PoolRule(WindowRules.Plane),
        ["GlobalAveragePool"] = new GlobalPoolRule(),
        ["GlobalMaxPool"] = new GlobalPoolRule(),
        ["BatchNorm"] = new BatchNormRule(),
        ["LayerNorm"] = new LayerNormRule(),
        ["GroupNorm"] = new GroupNormRule(),
        ["RmsNorm"] = new NormalizationRule(),
        ["Dropout"] = new DropoutRule(),
        ["InputNormalization"] = new InputNormalizationRule(),
    };

    /// <summary>What the settings of an attribute must fulfil.</summary>
    public static IReadOnlyList<SettingRule> Settings(AttributeSpec attribute) => attribute.Kind switch
    {
        AttributeKind.Model => ModelRules.Model,
        AttributeKind.Input => ModelRules.Input,
        AttributeKind.Layer => [.. Layers[attribute.Name].Settings, .. ActivationRules.All],
        AttributeKind.Loss => [.. LossRules.All[attribute.Name], LossRules.Weight],
        AttributeKind.Budget => BudgetRules.Settings,
        AttributeKind.Ema => OptimizerRules.Ema,
        _ => OptimizerRules.All[attribute.Name],
    };
}
