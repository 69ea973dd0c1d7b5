using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.CustomActivations;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;

namespace ModelGen.Onnx.Tests.Models;

/// <summary>Networks of every kind of layer, with random weights and statistics, and what Predict makes of random examples.</summary>
internal static class LayerModels
{
    private const int RandomImages = 30, Examples = 3;

    private static readonly (string Name, string Attributes)[] Cases =
    [
        ("Dense", "[Input(5)] [Dense(7, Activation.Tanh)] [Dense(3, Bias = false)]"),
        ("DenseOfSequence", "[Input(6, 5)] [Dense(7, Activation.Softmax)] [Conv1D(3, 2)] [Dense(4, Bias = false)]"),
        ("DenseOfImage", "[Input(6, 5, 2)] [Conv2D(3, 2)] [Dense(4, Activation.Tanh)] [MaxPool2D(2)]"),
        ("Causal", "[Input(9, 3)] [Conv1D(4, 3, Padding = Padding.Causal, Activation = Activation.Relu)] [Conv1D(2, 2, Padding = Padding.Causal, Dilation = 3)]"),
        ("SimpleRnns", "[Input(6, 5)] [SimpleRnn(7, ReturnSequences = true)] [SimpleRnn(4, Nonlinearity = Activation.LeakyRelu, GoBackwards = true, ReturnSequences = true, Activation = Activation.Silu)] [SimpleRnn(3, Nonlinearity = Activation.Identity, Bias = false)]"),
        ("Grus", "[Input(6, 5)] [Gru(7, ReturnSequences = true, LearnInitialState = true)] [Gru(4, Bidirectional = true, ReturnSequences = true)] [Gru(3, GoBackwards = true)]"),
        ("Lstms", "[Input(6, 5)] [Lstm(7, ReturnSequences = true, Bidirectional = true)] [Lstm(4, ReturnSequences = true, Bias = false, LearnInitialState = true)] [Lstm(3, Activation = Activation.Relu)]"),
        ("Attention", "[Input(6, 8)] [MultiHeadAttention(2)] [Add(\"input\")] [LayerNorm] [MultiHeadAttention(4, Causal = true)] [MultiHeadAttention(1, Bias = false, Activation = Activation.Tanh)]"),
        ("CrossAttention", "[Input(6, 8, Name = \"said\")] [Input(9, 8, Name = \"seen\")] [Conv1D(5, 3, Name = \"other\")] [MultiHeadAttention(2, Memory = \"seen\", From = \"said\")] [MultiHeadAttention(4, Memory = \"other\", Rotary = true)] [MultiHeadAttention(1, Memory = \"said\", Causal = true, Bias = false)]"),
        ("AttentionWithWindow", "[Input(12, 8)] [MultiHeadAttention(2, Causal = true, Window = 3)] [TransformerBlock(2, 8, Causal = true, Window = 1)]"),
        ("RotaryAttention", "[Input(6, 8)] [MultiHeadAttention(2, Rotary = true)] [MultiHeadAttention(1, Rotary = true, RotaryBase = 50, Causal = true)]"),
        ("TransformerBlocks", "[Input(6, 8)] [TransformerBlock(2, 12)] [TransformerBlock(4, 10, PreNorm = false, Nonlinearity = Activation.Relu, Causal = true, Dropout = 0.1)] [TransformerBlock(1, 8, Rotary = true, Epsilon = 0.01, Activation = Activation.Tanh)]"),
        ("Positions", "[Input(6, 7)] [PositionalEncoding(Base = 100)] [PositionEmbedding(Activation = Activation.Tanh)] [Conv1D(4, 2)] [PositionalEncoding] [Dense(1)] [PositionEmbedding]"),
        ("Embedding", "[Input(6)] [Embedding(4, 5)] [Conv1D(3, 2, Activation = Activation.Tanh)] [Flatten] [Dense(2)]"),
        ("PRelus", "[Input(4, 3, 2)] [PRelu] [Conv2D(3, 2)] [PRelu(PerChannel = true)] [Flatten] [PRelu(PerChannel = true, InitialSlope = -0.5)]"),
        ("Conv1D", "[Input(9, 3)] [Conv1D(4, 3, Padding = Padding.Same, Stride = 2, Activation = Activation.Relu)] [Conv1D(2, 2, Bias = false, PaddingLeft = 1)]"),
        ("Conv2D", "[Input(7, 6, 4)] [Conv2D(6, 3, 2, Groups = 2, StrideHeight = 2, PaddingTop = 1, PaddingRight = 2, Activation = Activation.Softmax)] [Conv2D(3, 2, DilationWidth = 2)]"),
        ("Depthwise", "[Input(6, 5, 3)] [DepthwiseConv2D(3, Multiplier = 2, Padding = 1, Activation = Activation.Silu)] [Flatten] [Reshape(30, -1)] [DepthwiseConv1D(4)]"),
        ("Transposed", "[Input(4, 3, 4)] [Conv2DTranspose(6, 3, Stride = 2, Padding = 1, OutputPadding = 1, Groups = 2)] [Conv2DTranspose(2, 2, Stride = 3, Padding = Padding.Same)]"),
        ("TransposedSequence", "[Input(5, 2)] [Conv1DTranspose(3, 4, Stride = 2, Dilation = 2, Activation = Activation.Gelu)] [Conv1DTranspose(1, 5, Padding = Padding.Same)]"),
        ("MaxPools", "[Input(9, 8, 3)] [MaxPool2D(3, 2, Stride = 2, Padding = 1)] [MaxPool2D(2, Dilation = 2, Stride = 1, PaddingLeft = 2)] [Reshape(-1, 3)] [MaxPool1D(2)]"),
        ("AveragePools", "[Input(9, 8, 3)] [AveragePool2D(3, Stride = 2, Padding = 1)] [AveragePool2D(2, Stride = 1, Padding = Padding.Same, CountIncludePad = false)] [Reshape(-1, 3)] [AveragePool1D(3, PaddingRight = 1)]"),
        ("AveragePoolsDilated", "[Input(9, 8, 3)] [AveragePool2D(2, Dilation = 2, Stride = 1, Padding = 1)] [AveragePool2D(3, 2, Dilation = 2, Stride = 2, Padding = 2, CountIncludePad = false)]"),
        ("L2Pools", "[Input(9, 8, 3)] [L2Pool2D(3, 2, Stride = 2, Padding = 1)] [L2Pool2D(2, Dilation = 2, Stride = 1, Padding = 1)] [Reshape(-1, 3)] [L2Pool1D(2)]"),
        ("GlobalPools", "[Input(5, 4, 3, Name = \"seen\")] [Conv2D(4, 2)] [GlobalAveragePool(Name = \"mean\")] [GlobalMaxPool(From = \"seen\")] [Concat(\"mean\")] [Reshape(7, 1)] [GlobalMaxPool]"),
        ("BatchNorms", "[Input(4, 3, 2)] [BatchNorm(Epsilon = 0.01)] [Conv2D(3, 2, Padding = 1)] [BatchNorm(Affine = false)] [Flatten] [BatchNorm]"),
        ("LayerNorms", "[Input(4, 3, 6)] [LayerNorm] [Conv2D(5, 2)] [LayerNorm(Epsilon = 0.1, Affine = false)] [Flatten] [LayerNorm]"),
        ("GroupNorms", "[Input(4, 3, 6)] [GroupNorm(2)] [Conv2D(4, 2)] [GroupNorm(1, Affine = false)] [Flatten] [GroupNorm(3, Epsilon = 0.1)] [Reshape(-1, 2)] [GroupNorm(2)]"),
        ("RmsNorms", "[Input(4, 3, 6)] [RmsNorm] [Conv2D(5, 2)] [RmsNorm(Epsilon = 0.1, Affine = false)] [Flatten] [RmsNorm]"),
        ("InputNormalizations", "[Input(4, 3, 2)] [InputNormalization] [Conv2D(3, 2)] [Dropout(0.4)]"),
        ("Moves", "[Input(3, 4, 2)] [Permute(3, 1, 2)] [ZeroPad(1, Left = 2, Bottom = 0)] [Upsample(2, Width = 3)] [Conv2D(2, 2)] [ZeroPad(1)] [Upsample(1, Height = 2)] [Permute(2, 3, 1)] [Flatten]"),
        ("MovesOfSequence", "[Input(5, 2)] [ZeroPad(0, Left = 1)] [Upsample(2)] [Conv1D(3, 2)] [Upsample(Width = 3)] [ZeroPad(2, Right = 0)] [Permute(2, 1)]"),
        ("Slices", "[Input(6, 5, 4)] [Slice(1, 3, Axis = 2)] [Conv2D(4, 1)] [Slice(-3, 2)] [Crop(1, Left = 0)] [Slice(0, -1, Axis = 1)] [Crop] [Flatten] [Slice(2)]"),
        ("Pads", "[Input(3, 4, 2)] [Pad(2, PadMode.Reflect)] [Conv2D(3, 2)] [Pad(1, PadMode.Edge, Top = 2)] [Pad(1, Value = 0.5)] [Conv2D(2, 1)] [Reshape(-1, 2)] [Pad(1, PadMode.Reflect, Left = 3)] [Pad(2, PadMode.Edge)] [Pad(1, Value = -1)] [MaxPool1D(2)]"),
        ("Interpolated", "[Input(3, 4, 2)] [Upsample(2, Mode = UpsampleMode.Bilinear)] [Conv2D(3, 2)] [Upsample(3, Height = 1, Mode = UpsampleMode.Bilinear, AlignCorners = true)]"),
        ("InterpolatedSequence", "[Input(5, 2)] [Upsample(3, Mode = UpsampleMode.Bilinear)] [Conv1D(3, 2)] [Upsample(2, Mode = UpsampleMode.Bilinear, AlignCorners = true)]"),
        ("TransposedLonger", "[Input(3, 3, 2)] [Conv2DTranspose(3, 2, Stride = 3, OutputPaddingHeight = 2, OutputPaddingWidth = 1)]"),
        ("PadsBeforePools", "[Input(5, 4, 3)] [ZeroPad(1)] [MaxPool2D(2)] [ZeroPad(1)] [AveragePool2D(2, CountIncludePad = false)] [Flatten] [Reshape(-1, 1)] [ZeroPad(1)] [MaxPool1D(2)]"),
        ("Residual", "[Input(6, 5, 4)] [Conv2D(4, 3, Padding = 1, Name = \"a\")] [Conv2D(4, 3, Padding = 1, Name = \"b\")] [Add(\"a\", Activation = Activation.Relu)] [Multiply(\"b\", \"a\", Activation = Activation.Tanh)] [Concat(\"a\", \"b\")] [Concat(\"add1\", Axis = 1, From = \"a\", Name = \"rows\")] [Concat(\"add1\", Axis = -2, From = \"b\", Name = \"columns\")] [GlobalMaxPool(Name = \"one\")] [GlobalMaxPool(From = \"rows\", Name = \"two\")] [GlobalAveragePool(From = \"concat1\", Name = \"three\")] [GlobalMaxPool(From = \"columns\", Name = \"four\")] [Concat(\"one\", \"two\", \"three\")]"),
        ("Combined", "[Input(6, 5, 4)] [Conv2D(4, 3, Padding = 1, Name = \"a\")] [Conv2D(4, 3, Padding = 1, From = \"input\")] [Subtract(\"a\")] [Maximum(\"a\", \"input\")] [Minimum(\"a\")] [Conv2D(4, 1, Activation = Activation.Softplus)] [Divide(\"conv3\", From = \"a\")]"),
        ("Stretched", "[Input(6, 5, 4)] [GlobalAveragePool(Name = \"mean\")] [Conv2D(4, 3, Padding = 1, From = \"input\")] [Subtract(\"mean\")] [Conv2D(1, 1, Activation = Activation.Sigmoid, Name = \"gate\")] [Conv2D(4, 1, From = \"subtract1\")] [Multiply(\"gate\")] [AveragePool2D(6, 1, Name = \"row\")] [Add(\"multiply1\", \"mean\")] [Flatten] [Dense(1, Name = \"one\")] [Maximum(\"mean\")]"),
        ("ConcatOfBothOrders", "[Input(6, 5, 4, Name = \"seen\")] [Conv2D(3, 3, Padding = 1)] [Concat(\"seen\")] [ActivationLayer(Activation.Softmax)]"),
        ("SeveralInputsAndOutputs", "[Input(4, 3, 2, Name = \"picture\")] [Input(3, Name = \"facts\")] [Flatten(From = \"picture\")] [Concat(\"facts\")] [Dense(6, Activation.Relu, Name = \"shared\")] [Dense(1, Name = \"price\")] [Conv2D(2, 2, From = \"picture\", Name = \"map\")] [MeanSquaredErrorLoss(Of = \"price\")] [MeanSquaredErrorLoss(Of = \"map\")]"),
        ("OutputsThatOthersTake", "[Input(4, 3, 2)] [Conv2D(3, 2, Activation = Activation.Tanh, Name = \"map\")] [Dropout(0.5, Name = \"same\")] [Flatten(Name = \"flat\")] [Dense(2, Name = \"end\")] [MeanSquaredErrorLoss(Of = \"map\")] [MeanSquaredErrorLoss(Of = \"same\")] [MeanSquaredErrorLoss(Of = \"flat\")] [MeanSquaredErrorLoss(Of = \"end\")]"),
        ("EveryLayerActivated", "[Input(9, 8, 4)] [InputNormalization(Activation = Activation.Softsign)] [LayerNorm(Activation = Activation.Relu)] [BatchNorm(Activation = Activation.Relu)] [MaxPool2D(2, Activation = Activation.Tanh)] [Conv2D(4, 2)] [GroupNorm(2, Activation = Activation.Softmax)] [ZeroPad(1, Activation = Activation.Sigmoid, Name = \"seen\")] [Upsample(2, Activation = Activation.Elu, Alpha = 0.5)] [Permute(2, 1, 3, Activation = Activation.Softmax)] [GlobalAveragePool(Activation = Activation.Silu)] [Reshape(2, 2, Activation = Activation.Tanh)] [Concat(\"reshape1\", From = \"reshape1\", Activation = Activation.LeakyRelu, Slope = 0.3)] [Flatten(Activation = Activation.Gelu)]"),
        ("NothingButDropout", "[Input(3)] [Dropout(0.5)]"),
        .. Enum.GetNames<Activation>().Select(a => ($"Activation{a}", $"[Input(4, 5)] [ActivationLayer(Activation.{a}{(a == "LeakyRelu" ? ", Slope = 0.2" : a == "Elu" ? ", Alpha = 0.7" : "")})]")),
        .. Functions.Names.Select(name => ($"Custom{name}", $"[Input(40)] [{Functions.Attribute(name, isDouble: false)}]")),
        ("CustomOfConvolution", $"[Input(4, 3, 2)] [Conv2D(3, 2)] [{Functions.Attribute("Swish", isDouble: false)}]"),
    ];

    /// <summary>Windows over images and sequences in settings that nobody would write down.</summary>
    private static readonly ModelDeclaration[] Drawn =
    [
        .. Enumerable.Range(0, RandomImages).Select(seed => RandomImage.Draw(new Random(seed)) is var image
            ? new ModelDeclaration($"Random{seed}", image.Length, 4, false, [.. image.Attributes.SkipLast(1)]) { Shape = string.Join(", ", image.Shape), InputGradients = false }
            : throw new InvalidOperationException()),
    ];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(
        $$"""
        using System;
        using ModelGen;

        namespace Declared;

        {{string.Join("\n", Cases.Select(c => $"[Model] {c.Attributes} public sealed partial class {c.Name};"))}}
        {{string.Join("\n", Drawn.Select(d => d.ToString()))}}
        [Model(Precision = Precision.Double)] [Input(4)] [Dense(5, Activation.Tanh)] [LayerNorm] [BatchNorm] [Dense(3, Activation.Softmax)] public sealed partial class InDouble;
        {{string.Join("\n", InDouble.Select(c => $"[Model(Precision = Precision.Double)] {c.Attributes} public sealed partial class Double{c.Name};"))}}
        {{Functions.Class(isDouble: false)}}
        {{Functions.Class(isDouble: true)}}
        """));

    /// <summary>The cases that are written in double precision too: every activation, and what ONNX Runtime can compute so.</summary>
    private static IEnumerable<(string Name, string Attributes)> InDouble =>
    [
        .. Cases.Where(c => c.Name is "Dense" || c.Name.StartsWith("Activation", StringComparison.Ordinal)),
        .. Functions.Names.Select(name => ($"Custom{name}", $"[Input(40)] [{Functions.Attribute(name, isDouble: true)}]")),
        ("GroupNorm", "[Input(5, 4, 6)] [GroupNorm(2, Epsilon = 0.125)] [Flatten] [GroupNorm(3, Epsilon = 0.125)]"),
        ("LayerNorm", "[Input(5, 4, 6)] [LayerNorm(Epsilon = 0.125)] [RmsNorm(Epsilon = 0.125)]"),
        ("BatchNorm", "[Input(5, 4, 6)] [BatchNorm(Epsilon = 0.125)] [GlobalAveragePool]"),
        ("Moves", "[Input(5, 4, 6)] [GroupNorm(2, Epsilon = 0.125)] [ZeroPad(1)] [MaxPool2D(2)] [Permute(3, 1, 2)] [LayerNorm(Epsilon = 0.125)]"),
        ("Gate", "[Input(5)] [ActivationLayer(Activation.Sigmoid, Name = \"gate\")] [Multiply(\"input\")]"),
    ];

    public static IEnumerable<string> Names => Cases.Select(c => c.Name).Concat(Drawn.Select(d => d.Name)).Append("InDouble").Append("WrittenInDouble").Concat(NamesInDouble);

    /// <summary>Those of them that are computed and written in double precision.</summary>
    public static IEnumerable<string> NamesInDouble => InDouble.Select(c => $"Double{c.Name}");

    /// <summary>The kinds of layers that stand in the cases.</summary>
    public static IEnumerable<string> Kinds => Cases.SelectMany(c => Regex.Matches(c.Attributes, @"\[(\w+)").Select(m => m.Groups[1].Value)).Distinct();

    public static IEnumerable<ExportedModel> All =>
    [
        .. Cases.Select(c => c.Name).Concat(Drawn.Select(d => d.Name)).Append("InDouble").Select((name, i) => Export(name, name, i)),
        Export("InDouble", "WrittenInDouble", 1, new OnnxOptions { Precision = Precision.Double }),
        .. NamesInDouble.Select((name, i) => Export(name, name, i, new OnnxOptions { Precision = Precision.Double })),
    ];

    private static ExportedModel Export(string model, string name, int seed, OnnxOptions? options = null)
    {
        Random random = new(seed);
        TestModel created = Models.Value.Create(model, seed);
        foreach (ParameterInfo parameter in created.ParameterInfos)
        {
            // Variances and deviations are positive; biases and statistics should differ from 0 and 1.
            bool isPositive = parameter.Name.EndsWith("_var", StringComparison.Ordinal) || parameter.Name.EndsWith(".deviation", StringComparison.Ordinal);
            if (parameter.Shape.Length == 1)
            {
                created.SetParameter(parameter.Name, [.. Enumerable.Range(0, parameter.Length).Select(_ => isPositive ? 0.5 + random.NextDouble() : (2 * random.NextDouble()) - 0.5)]);
            }
        }

        double[] examples = [.. Enumerable.Range(0, Examples * created.InputLength).Select(_ => model == "Embedding" ? random.Next(4) : (4 * random.NextDouble()) - 2)];
        return ExportedModel.Of(name, created, examples, created.Predict(examples), options);
    }
}
