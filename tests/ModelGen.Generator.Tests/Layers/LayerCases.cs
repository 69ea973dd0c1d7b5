using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>A small network around a layer.</summary>
internal sealed record LayerCase(string Name, string Shape, int Inputs, IReadOnlyList<string> Layers, string Loss = "HuberLoss", string Optimizer = "Sgd(LearningRate = 0.05)", double LearningRate = 0.05)
{
    public ModelDeclaration Declare(bool isDouble, int maxBatch) => new($"{Name}{(isDouble ? "Double" : "Single")}{maxBatch}", Inputs, maxBatch, isDouble, [.. Layers, Loss, Optimizer]) { Shape = Shape };
}

/// <summary>Normalisations and dropout in every position they may have: after the input and inside, on vectors and images, with few and many features; dense layers over sequences.</summary>
internal static class LayerCases
{
    public static IReadOnlyList<LayerCase> All { get; } =
    [
        new("BatchNormOfVector", "5", 5, ["Dense(6)", "BatchNorm", "ActivationLayer(Activation.Tanh)", "Dense(2)"]),
        new("BatchNormOfWideVector", "3", 3, ["Dense(70)", "BatchNorm(Momentum = 0.3, Epsilon = 0.01)", "Dense(3, Activation.Sigmoid)"]),
        new("BatchNormWithoutWeights", "4", 4, ["BatchNorm(Affine = false)", "Dense(5, Activation.Tanh)", "BatchNorm(Trainable = false)", "Dense(1)"]),
        new("BatchNormOfImage", "3, 4, 5", 60, ["BatchNorm", "ActivationLayer(Activation.Softplus)", "Flatten", "Dense(2)", "BatchNorm"]),
        new("BatchNormOfSequence", "7, 17", 119, ["BatchNorm", "Flatten", "Dense(2)"], Optimizer: "Adam", LearningRate: 1e-3),
        new("LayerNormOfVector", "5", 5, ["Dense(6)", "LayerNorm", "ActivationLayer(Activation.Tanh)", "Dense(2)"]),
        new("LayerNormOfWideVector", "3", 3, ["Dense(150)", "LayerNorm(Epsilon = 0.1)", "Dense(3)"], "SoftmaxCrossEntropyLoss"),
        new("LayerNormOfImage", "3, 4, 5", 60, ["LayerNorm", "LayerNorm(Affine = false)", "Flatten", "Dense(2)"]),
        new("LayerNormFrozen", "4", 4, ["LayerNorm(Trainable = false)", "Dense(2)"]),
        new("RmsNormOfVector", "5", 5, ["Dense(33)", "RmsNorm", "Dense(2)"]),
        new("RmsNormOfImage", "2, 3, 8", 48, ["RmsNorm(Epsilon = 0.01, Affine = false)", "Flatten", "Dense(2)"]),
        new("GroupNormOfVector", "5", 5, ["Dense(12)", "GroupNorm(3)", "Dense(2)"]),
        new("GroupNormOfImage", "3, 4, 6", 72, ["GroupNorm(2)", "ActivationLayer(Activation.Tanh)", "Flatten", "Dense(2)"]),
        new("GroupNormOfWhole", "3, 4, 6", 72, ["GroupNorm(1, Affine = false)", "Flatten", "Dense(2)"]),
        new("GroupNormOfChannels", "3, 4, 3", 36, ["GroupNorm(3, Epsilon = 0.001)", "Flatten", "Dense(2)"]),
        new("InputNormalizationOfVector", "9", 9, ["InputNormalization", "Dense(3, Activation.Tanh)"]),
        new("InputNormalizationOfTwo", "2", 2, ["InputNormalization", "Dense(3, Activation.Tanh)"]),
        new("RmsNormOfThree", "3", 3, ["RmsNorm", "ActivationLayer(Activation.LogSoftmax)", "Dense(2)"]),
        new("InputNormalizationOfImage", "3, 2, 4", 24, ["InputNormalization", "BatchNorm", "Flatten", "Dense(2)"]),
        new("DropoutOfInput", "17", 17, ["Dropout(0.4)", "Dense(3, Activation.Tanh)"], "MeanSquaredErrorLoss"),
        new("DropoutInside", "5", 5, ["Dense(33, Activation.Tanh)", "Dropout(0.5)", "Dense(20, Activation.Sigmoid)", "Dropout(0.1)", "Dense(2)"], Optimizer: "Adam", LearningRate: 1e-3),
        new("DropoutOfImage", "3, 4, 5", 60, ["Conv2D(4, 2, Activation = Activation.Tanh)", "Dropout(0.25)", "BatchNorm", "Flatten", "Dropout(0)", "Dense(2)"]),
        new("DropoutAtTheEnd", "4", 4, ["Dense(9, Activation.Tanh)", "Dropout(0.5)"], "MeanSquaredErrorLoss"),
        new("ConstantsBehindTheLoss", "2, 8", 16, ["Conv1D(8, 1)", "AveragePool1D(4, Padding = Padding.Same, CountIncludePad = false)", "Flatten", "Dense(3)"], "SoftmaxCrossEntropyLoss"),
        new("DenseOfSequence", "5, 4", 20, ["Dense(6, Activation.Tanh)", "Dense(3)"], "MeanSquaredErrorLoss"),
        new("DenseOfOneStep", "1, 3", 3, ["Dense(17, Activation.Gelu)", "Dropout(0.3)", "Dense(1, Bias = false)"], "MeanSquaredErrorLoss"),
        new("DenseOfOneFeature", "7, 1", 7, ["Dense(5, Activation.Softmax, L2 = 0.01)", "LayerNorm", "GlobalAveragePool", "Dense(2)"], "SoftmaxCrossEntropyLoss"),
        new("DenseOfImage", "3, 2, 4", 24, ["Dense(33, Activation.Sigmoid)", "BatchNorm", "Dense(2)"], "MeanSquaredErrorLoss", "Adam", 1e-3),
        new("DenseBesideItsInput", "4, 6", 24, ["Dense(6, Activation.Tanh)", "Add(\"input\")", "Dense(16)", "ActivationLayer(Activation.Softplus)", "Flatten", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("ConvolutionOfOneBeforePadding", "5, 3", 15, ["Conv1D(4, 1, PaddingRight = 2, Activation = Activation.Tanh)", "Dense(3)", "Conv1D(2, 1)"], "MeanSquaredErrorLoss"),
        new("CausalConvolutions", "9, 2", 18, ["Conv1D(4, 3, Padding = Padding.Causal, Activation = Activation.Tanh)", "Conv1D(3, 2, Padding = Padding.Causal, Dilation = 4)", "DepthwiseConv1D(2, Padding = Padding.Causal, Stride = 2)"], "MeanSquaredErrorLoss"),
        new("SimpleRnn", "5, 3", 15, ["SimpleRnn(4)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("SimpleRnnOfOneStep", "1, 2", 2, ["SimpleRnn(3, Nonlinearity = Activation.Softplus, Bias = false, ReturnSequences = true)"], "MeanSquaredErrorLoss"),
        new("SimpleRnnOfOneUnit", "4, 1", 4, ["SimpleRnn(1, Nonlinearity = Activation.Identity, LearnInitialState = true)"], "MeanSquaredErrorLoss"),
        new("SimpleRnnBackwards", "4, 3", 12, ["SimpleRnn(5, GoBackwards = true, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("Gru", "4, 3", 12, ["Gru(5)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("GruOfSequence", "3, 2", 6, ["Gru(17, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss", "Adam", 1e-3),
        new("GruStacked", "4, 2", 8, ["Gru(3, ReturnSequences = true)", "Dropout(0.3)", "Gru(4, Bias = false, LearnInitialState = true)", "Dense(1)"], "MeanSquaredErrorLoss"),
        new("GruBothWays", "4, 3", 12, ["Gru(3, Bidirectional = true, ReturnSequences = true)", "Gru(2, Bidirectional = true)"], "MeanSquaredErrorLoss"),
        new("Lstm", "4, 3", 12, ["Lstm(5)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmOfClasses", "6, 1", 6, ["Dense(4, Activation.Tanh)", "Lstm(16, ReturnSequences = true)", "LayerNorm", "GlobalAveragePool", "Dense(3)"], "SoftmaxCrossEntropyLoss"),
        new("LstmLearned", "3, 4", 12, ["Lstm(6, LearnInitialState = true, ReturnSequences = true)", "Lstm(1, GoBackwards = true)"], "MeanSquaredErrorLoss"),
        new("LstmFrozen", "3, 2", 6, ["Dense(3)", "Lstm(4, Trainable = false)", "Dense(1)"], "MeanSquaredErrorLoss"),
        new("AttentionOfOneHead", "3, 4", 12, ["MultiHeadAttention(1)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("AttentionOfHeads", "5, 6", 30, ["MultiHeadAttention(3, Dropout = 0.3)", "Add(\"input\")", "GlobalAveragePool", "Dense(3)"], "SoftmaxCrossEntropyLoss"),
        new("AttentionCausal", "5, 6", 30, ["MultiHeadAttention(3, Causal = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("AttentionCausalOfMany", "20, 4", 80, ["MultiHeadAttention(2, Causal = true, Dropout = 0.2)", "MultiHeadAttention(4, Causal = true)", "GlobalAveragePool"], "MeanSquaredErrorLoss"),
        new("AttentionWithWindow", "20, 4", 80, ["MultiHeadAttention(2, Causal = true, Window = 3, Dropout = 0.2)", "MultiHeadAttention(4, Causal = true, Window = 1)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("AttentionWithLongWindow", "40, 6", 240, ["MultiHeadAttention(3, Causal = true, Window = 17, Rotary = true)", "MultiHeadAttention(1, Causal = true, Window = 100)", "GlobalAveragePool"], "MeanSquaredErrorLoss"),
        new("AttentionOfOneStep", "1, 4", 4, ["MultiHeadAttention(4, Bias = false, Causal = true)", "Dense(1)"], "MeanSquaredErrorLoss"),
        new("AttentionTwice", "4, 16", 64, ["LayerNorm", "MultiHeadAttention(2)", "MultiHeadAttention(1, Trainable = false)", "Flatten", "Dense(2)"], "MeanSquaredErrorLoss", "Adam", 1e-3),
        new("CrossAttention", "5, 6", 30, ["Conv1D(6, 3, Name = \"seen\")", "MultiHeadAttention(3, Memory = \"seen\", From = \"input\")", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("CrossAttentionOfOtherWidth", "5, 6", 30, ["Conv1D(5, 2, Name = \"seen\")", "MultiHeadAttention(2, Memory = \"seen\", From = \"input\", Dropout = 0.2)", "Add(\"input\")", "GlobalAveragePool"], "MeanSquaredErrorLoss"),
        new("CrossAttentionWithoutBias", "4, 3", 12, ["Dense(4, Activation.Tanh, Name = \"seen\")", "Dense(2, From = \"input\")", "MultiHeadAttention(1, Bias = false, Memory = \"seen\", Causal = true)"], "MeanSquaredErrorLoss"),
        new("CrossAttentionToInput", "9, 4", 36, ["GlobalAveragePool", "Reshape(1, 4)", "MultiHeadAttention(2, Memory = \"input\", Rotary = true)", "MultiHeadAttention(1, Memory = \"input\", Trainable = false)", "Flatten", "Dense(2)"], "MeanSquaredErrorLoss", "Adam", 1e-3),
        new("RotaryAttention", "5, 8", 40, ["MultiHeadAttention(2, Rotary = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("RotaryAttentionCausal", "6, 4", 24, ["Dense(12)", "MultiHeadAttention(2, Causal = true, Rotary = true, RotaryBase = 100, Dropout = 0.2)", "Add(\"dense1\")", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("RotaryAttentionOfOneStep", "1, 4", 4, ["MultiHeadAttention(2, Rotary = true, Bias = false)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("RotaryAttentionOfMemory", "4, 6", 24, ["Conv1D(4, 2, Name = \"seen\")", "MultiHeadAttention(1, Rotary = true, Memory = \"seen\", From = \"input\")", "Flatten", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("TransformerBlock", "4, 6", 24, ["TransformerBlock(2, 9)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("TransformerBlockPostNorm", "4, 6", 24, ["PositionalEncoding", "TransformerBlock(3, 5, PreNorm = false, Nonlinearity = Activation.Tanh, Dropout = 0.2)", "GlobalAveragePool"], "MeanSquaredErrorLoss"),
        new("TransformerBlocks", "3, 4", 12, ["PositionEmbedding", "TransformerBlock(1, 8, Causal = true, Rotary = true)", "TransformerBlock(2, 8, Causal = true, Trainable = false)", "LayerNorm", "Dense(3)"], "MeanSquaredErrorLoss", "Adam", 1e-3),
        new("PositionalEncoding", "5, 6", 30, ["PositionalEncoding", "Dense(3)"], "MeanSquaredErrorLoss"),
        new("PositionalEncodingOfOddWidth", "4, 5", 20, ["Dense(7, Activation.Tanh)", "PositionalEncoding(Base = 50)", "LayerNorm", "MultiHeadAttention(7)"], "MeanSquaredErrorLoss"),
        new("PositionalEncodingOfOneFeature", "6, 1", 6, ["PositionalEncoding", "ActivationLayer(Activation.Tanh)", "PositionalEncoding", "Dense(17)"], "MeanSquaredErrorLoss"),
        new("PositionalEncodingOfOneStep", "1, 4", 4, ["Dense(4)", "PositionalEncoding", "Dense(2, Activation.Tanh)"], "MeanSquaredErrorLoss"),
        new("PositionalEncodingOfMany", "20, 33", 660, ["PositionalEncoding", "PositionEmbedding", "Dense(2)", "GlobalAveragePool"], "MeanSquaredErrorLoss"),
        new("PositionEmbedding", "5, 6", 30, ["PositionEmbedding", "Dense(3)"], "MeanSquaredErrorLoss"),
        new("PositionEmbeddingInside", "4, 5", 20, ["Dense(7, Activation.Tanh)", "PositionEmbedding", "Dropout(0.2)", "LayerNorm", "Dense(2)"], "MeanSquaredErrorLoss", "Adam", 1e-3),
        new("PositionEmbeddingOfOneFeature", "6, 1", 6, ["PositionEmbedding", "PositionEmbedding(Trainable = false)", "ActivationLayer(Activation.Tanh)", "Dense(17)"], "MeanSquaredErrorLoss"),
        new("PositionEmbeddingOfOneStep", "1, 4", 4, ["Dense(4)", "PositionEmbedding", "Dense(2, Activation.Tanh)"], "MeanSquaredErrorLoss"),
        new("PositionsInTwoBranches", "4, 6", 24, ["PositionEmbedding(Name = \"learned\")", "PositionalEncoding(From = \"input\")", "Add(\"learned\", \"input\")", "Flatten", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmNormalised", "4, 3", 12, ["Lstm(5, LayerNorm = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmNormalisedBothWays", "3, 2", 6, ["Lstm(6, LayerNorm = true, Bidirectional = true, ReturnSequences = true, Bias = false)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmNormalisedBackwards", "3, 2", 6, ["Lstm(6, LayerNorm = true, GoBackwards = true, LearnInitialState = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("GruNormalised", "4, 3", 12, ["Gru(6, LayerNorm = true, Bidirectional = true)", "Dense(2)"], "MeanSquaredErrorLoss", "Adam", 1e-3),
        new("GruNormalisedOfLengths", "4, 3, Lengths = true", 13, ["Gru(5, LayerNorm = true, Bidirectional = true, ReturnSequences = true)", "Lstm(4, LayerNorm = true)"], "MeanSquaredErrorLoss"),
        new("RecurrentDropout", "4, 3", 12, ["Gru(5, Dropout = 0.3, ReturnSequences = true)", "Lstm(3, Dropout = 0.5, Bidirectional = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("SimpleRnnAheadOfLengths", "3, 2, Lengths = true", 7, ["SimpleRnn(3)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("SimpleRnnAheadSequenceOfLengths", "3, 2, Lengths = true", 7, ["SimpleRnn(3, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("SimpleRnnBackwardsOfLengths", "3, 2, Lengths = true", 7, ["SimpleRnn(3, GoBackwards = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("SimpleRnnBackwardsSequenceOfLengths", "3, 2, Lengths = true", 7, ["SimpleRnn(3, GoBackwards = true, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("SimpleRnnBothWaysOfLengths", "3, 2, Lengths = true", 7, ["SimpleRnn(3, Bidirectional = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("SimpleRnnBothWaysSequenceOfLengths", "3, 2, Lengths = true", 7, ["SimpleRnn(3, Bidirectional = true, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("GruAheadOfLengths", "3, 2, Lengths = true", 7, ["Gru(3)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("GruAheadSequenceOfLengths", "3, 2, Lengths = true", 7, ["Gru(3, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("GruBackwardsOfLengths", "3, 2, Lengths = true", 7, ["Gru(3, GoBackwards = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("GruBackwardsSequenceOfLengths", "3, 2, Lengths = true", 7, ["Gru(3, GoBackwards = true, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("GruBothWaysOfLengths", "3, 2, Lengths = true", 7, ["Gru(3, Bidirectional = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("GruBothWaysSequenceOfLengths", "3, 2, Lengths = true", 7, ["Gru(3, Bidirectional = true, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmAheadOfLengths", "3, 2, Lengths = true", 7, ["Lstm(3)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmAheadSequenceOfLengths", "3, 2, Lengths = true", 7, ["Lstm(3, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmBackwardsOfLengths", "3, 2, Lengths = true", 7, ["Lstm(3, GoBackwards = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmBackwardsSequenceOfLengths", "3, 2, Lengths = true", 7, ["Lstm(3, GoBackwards = true, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmBothWaysOfLengths", "3, 2, Lengths = true", 7, ["Lstm(3, Bidirectional = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("LstmBothWaysSequenceOfLengths", "3, 2, Lengths = true", 7, ["Lstm(3, Bidirectional = true, ReturnSequences = true)", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("PoolsOfLengths", "5, 2, Lengths = true", 11, ["Dense(4, Activation.Tanh, Name = \"all\")", "GlobalAveragePool", "GlobalMaxPool(From = \"all\")", "Concat(\"globalAveragePool1\")", "Dense(2)"], "MeanSquaredErrorLoss"),
        new("AttentionOfLengths", "4, 6, Lengths = true", 25, ["MultiHeadAttention(3)", "LayerNorm", "MultiHeadAttention(2, Causal = true, Dropout = 0.2)", "Dense(3)"], "SoftmaxCrossEntropyLoss"),
        new("ConvolutionsOfLengths", "6, 2, Lengths = true", 13, ["Conv1D(4, 3, Padding = Padding.Same, Activation = Activation.Tanh)", "Dropout(0.2)", "DepthwiseConv1D(2, Padding = Padding.Causal)", "Flatten", "Dense(2)"], "MeanSquaredErrorLoss", "Adam", 1e-3),
        new("SeveralOutputs", "5", 5, ["Dense(4, Name = \"hidden\")", "BatchNorm(Name = \"norm\")", "Dense(2, Name = \"left\")", "BatchNorm(From = \"hidden\", Name = \"right\")", "HuberLoss(Of = \"left\")"], "MeanSquaredErrorLoss(Of = \"right\")"),
    ];

    /// <summary>Dense layers whose weights are read as they lie where examples are few: too many for finite differences.</summary>
    public static IReadOnlyList<LayerCase> OfManyWeights { get; } =
    [
        new("DenseOfManyWeights", "110", 110, ["Dense(140, Activation.Gelu)", "Dense(96, Activation.Relu)", "Dense(2)"]),
        new("DenseOfManyBlocks", "97", 97, ["Dense(128, Activation.Tanh, Bias = false)", "Dense(2)"], Optimizer: "Adam", LearningRate: 1e-3),
        new("EqualDenseLayers", "20", 20, [.. Enumerable.Repeat("Dense(20, Activation.Tanh)", 9), "Dense(2)"], Optimizer: "Adam", LearningRate: 1e-3),
        new("EqualBlocks", "12", 12, [.. Enumerable.Repeat(new[] { "Dense(12, Activation.Tanh)", "LayerNorm", "Dropout(0.1)" }, 5).SelectMany(b => b), "Dense(2)"]),
        new("EqualConvolutions", "5, 6, 3", 90, [.. Enumerable.Repeat("Conv2D(3, 3, Padding = 1, Activation = Activation.Tanh)", 6), "Flatten", "Dense(2)"]),
        new("EqualConvolutionsWithNorms", "5, 6, 3", 90, [.. Enumerable.Repeat(new[] { "Conv2D(3, 3, Padding = 1, Bias = false)", "BatchNorm", "ActivationLayer(Activation.Tanh)" }, 4).SelectMany(b => b), "Flatten", "Dense(2)"]),
    ];

    public static LayerCase Find(string name) => All.Concat(OfManyWeights).Single(c => c.Name == name);
}
