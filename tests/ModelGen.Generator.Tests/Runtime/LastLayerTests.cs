using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>
/// Each layer as the last before a loss, and the first too where it has parameters, with and without an optimizer: against the interpreter of its op graph and,
/// independently of the graph, against differences of the compiled model's own loss.
/// </summary>
[Trait("Category", "Width")]
public sealed class LastLayerTests
{
    /// <summary>The layer's name, the shape it takes, and the attributes; what merges has a layer before it.</summary>
    private static readonly (string Name, string Shape, string[] Layers)[] Networks =
    [
        ("ActivationLayer", "5", ["ActivationLayer(Activation.Tanh)"]),
        ("Add", "5", ["Dense(5)", "Add(\"input\")"]),
        ("Subtract", "5", ["Dense(5)", "Subtract(\"input\")"]),
        ("Divide", "5", ["Dense(5, Activation.Softplus, Name = \"scale\")", "Divide(\"scale\", From = \"input\")"]),
        ("Maximum", "5", ["Dense(5)", "Maximum(\"input\")"]),
        ("Minimum", "5", ["Dense(5)", "Minimum(\"input\")"]),
        ("AddOfRow", "3, 5", ["GlobalAveragePool(Name = \"mean\")", "Dense(5)", "Add(\"input\")"]),
        ("AveragePool1D", "6, 3", ["AveragePool1D(2)"]),
        ("AveragePool2D", "4, 4, 3", ["AveragePool2D(2)"]),
        ("BatchNorm", "5", ["BatchNorm(Epsilon = 0.1)"]),
        ("Concat", "5", ["Dense(4)", "Concat(\"input\")"]),
        ("Conv1D", "6, 3", ["Conv1D(4, 3)"]),
        ("Conv1DTranspose", "6, 3", ["Conv1DTranspose(4, 3, Stride = 2)"]),
        ("Conv2D", "4, 5, 2", ["Conv2D(4, 3)"]),
        ("Conv2DTranspose", "3, 3, 2", ["Conv2DTranspose(4, 2)"]),
        ("CustomActivation", "5", ["CustomActivation(typeof(Bends), nameof(Bends.Bend))"]),
        ("Dense", "5", ["Dense(3)"]),
        ("DepthwiseConv1D", "6, 3", ["DepthwiseConv1D(3)"]),
        ("DepthwiseConv2D", "4, 4, 3", ["DepthwiseConv2D(3)"]),
        ("Dropout", "5", ["Dense(4)", "Dropout(0.3)"]),
        ("Embedding", "2", ["Embedding(3, 8)"]),
        ("EmbeddingOfOne", "1", ["Embedding(3, 8)"]),
        ("EmbeddingBesideConv", "", ["Embedding(5, 3, From = \"kinds\", Name = \"table\")", "Conv1D(2, 2, From = \"line\", Name = \"conv\")", "MeanSquaredErrorLoss(Of = \"table\")"]),
        ("EmbeddingPermuted", "3", ["Embedding(4, 5)", "Permute(2, 1)"]),
        ("EmbeddingReshaped", "4", ["Embedding(4, 3)", "Reshape(2, 6)"]),
        ("EmbeddingPadded", "3", ["Embedding(4, 2)", "ZeroPad(1)"]),
        ("EmbeddingEnlarged", "3", ["Embedding(4, 2)", "Upsample(2)"]),
        ("EmbeddingTwice", "3", ["Embedding(4, 2)", "Embedding(4, 2, From = \"input\")", "Concat(\"embedding1\")"]),
        ("Flatten", "3, 2", ["Conv1D(2, 2)", "Flatten"]),
        ("GlobalAveragePool", "4, 3", ["GlobalAveragePool"]),
        ("GlobalMaxPool", "4, 3", ["GlobalMaxPool"]),
        ("GroupNorm", "6", ["GroupNorm(2, Epsilon = 0.1)"]),
        ("Gru", "4, 3", ["Gru(5)"]),
        ("InputNormalization", "5", ["InputNormalization"]),
        ("L2Pool1D", "6, 3", ["L2Pool1D(2)"]),
        ("L2Pool2D", "4, 4, 3", ["L2Pool2D(2)"]),
        ("LayerNorm", "5", ["LayerNorm(Epsilon = 0.1)"]),
        ("Lstm", "4, 3", ["Lstm(5, ReturnSequences = true)"]),
        ("MaxPool1D", "6, 3", ["MaxPool1D(2)"]),
        ("MaxPool2D", "4, 4, 3", ["MaxPool2D(2)"]),
        ("MultiHeadAttention", "4, 6", ["MultiHeadAttention(2)"]),
        ("MultiHeadAttentionOfMemory", "4, 6", ["Conv1D(6, 2, Name = \"seen\")", "MultiHeadAttention(3, Memory = \"seen\", From = \"input\", Rotary = true)"]),
        ("Multiply", "5", ["Dense(5)", "Multiply(\"input\")"]),
        ("Crop", "5, 2", ["Conv1D(2, 2)", "Crop(1)"]),
        ("Pad", "4, 2", ["Conv1D(2, 2)", "Pad(1, PadMode.Reflect)"]),
        ("Slice", "4, 3", ["Dense(5)", "Slice(1, 3)"]),
        ("PRelu", "5", ["PRelu"]),
        ("PReluPerChannel", "4, 3", ["PRelu(PerChannel = true)"]),
        ("Permute", "3, 2", ["Conv1D(2, 2)", "Permute(2, 1)"]),
        ("PositionEmbedding", "4, 6", ["PositionEmbedding"]),
        ("PositionalEncoding", "4, 6", ["Dense(5)", "PositionalEncoding"]),
        ("Reshape", "4", ["Dense(6)", "Reshape(2, 3)"]),
        ("RmsNorm", "5", ["RmsNorm(Epsilon = 0.1)"]),
        ("SimpleRnn", "4, 3", ["SimpleRnn(5, Bidirectional = true)"]),
        ("TransformerBlock", "3, 4", ["TransformerBlock(2, 5)"]),
        ("Upsample", "3, 2", ["Conv1D(2, 2)", "Upsample(2)"]),
        ("ZeroPad", "3, 2", ["Conv1D(2, 2)", "ZeroPad(1)"]),
    ];

    private static readonly string?[] Optimizers = [null, "Sgd(LearningRate = 0.1)"];

    private static readonly int[] MaxBatches = [1, 18];

    private static readonly Dictionary<string, Lazy<GeneratedModels>> Models = Networks.ToDictionary(n => n.Name, n => new Lazy<GeneratedModels>(() => GeneratorHarness.Run(
        ModelDeclaration.File(from o in Optimizers from d in new[] { false, true } from m in MaxBatches select Declare(n.Name, o, d, m))
        + "internal static class Bends { internal static float Bend(float x) => x > 0 ? x : x / 2; internal static double Bend(double x) => x > 0 ? x : x / 2; }")));

    public static TheoryData<string> Names => [.. Networks.Select(n => n.Name)];

    [Fact]
    public void Every_layer_is_here() => Assert.Equal(
        typeof(LayerAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LayerAttribute)) && !t.IsAbstract).Select(t => t.Name[..^"Attribute".Length]).Order(),
        Networks.Select(n => n.Name).Where(n => typeof(LayerAttribute).Assembly.GetType($"ModelGen.{n}Attribute") is not null).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_agrees_with_the_interpreter(string name)
    {
        foreach (var (optimizer, isDouble, maxBatch) in from o in Optimizers from d in new[] { false, true } from m in MaxBatches select (o, d, m))
        {
            ModelDeclaration declaration = Declare(name, optimizer, isDouble, maxBatch);
            OpGraph graph = Graphs.Lower(Models[name].Value.Spec(declaration.Name));
            foreach (int batch in new[] { 1, 3, maxBatch }.Where(b => b <= maxBatch).Distinct())
            {
                Trial trial = new(batch, [.. graph.Outputs.Select(o => ("MeanSquaredErrorLoss", o.Shape.Length))], LearningRate: 0.1, isDouble, batch, Steps: 2);
                OracleComparison.Check(trial, Models[name].Value.Create(declaration.Name), graph);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_the_slopes_of_the_loss(string name)
    {
        foreach (var (optimizer, maxBatch) in from o in Optimizers from m in MaxBatches select (o, m))
        {
            ModelDeclaration declaration = Declare(name, optimizer, isDouble: true, maxBatch);
            OpGraph graph = Graphs.Lower(Models[name].Value.Spec(declaration.Name));
            TestModel model = Models[name].Value.Create(declaration.Name);
            int batch = Math.Min(3, maxBatch);
            Experiment experiment = Experiment.Draw(graph, [.. graph.Outputs.Select(o => ("MeanSquaredErrorLoss", o.Shape.Length))], batch, seed: 1, CentralDifferences.Margin / 4);
            foreach (var (parameter, values) in experiment.Parameters)
            {
                model.SetParameter(parameter, values);
            }

            Check(model, experiment, graph, batch, $"{declaration}");
        }
    }

    private static void Check(TestModel model, Experiment experiment, OpGraph graph, int batch, string what)
    {
        // The same numbers are dropped in every step of the comparison.
        double LossOf()
        {
            if (model.Instance is IDropoutModel dropout)
            {
                dropout.DropoutStep = 0;
            }

            model.Forward(experiment.Inputs);
            return model.Backward(experiment.Targets);
        }

        LossOf();
        double[] gradients = model.Gradients;
        foreach (string parameter in graph.Parameters.Where(p => p.Trainable).Select(p => p.Name))
        {
            double[] values = experiment.Parameters[parameter];
            double[] gradient = model.Canonical(gradients, parameter);
            CentralDifferences.Check(values, gradient, moved =>
            {
                model.SetParameter(parameter, moved);
                return LossOf();
            }, $"{what}{parameter}");
            model.SetParameter(parameter, values);
            Assert.True(batch == 1 || gradient.Any(g => Math.Abs(g) > 1e-6), $"{parameter} has no gradient in\n{what}");
        }
    }

    private static ModelDeclaration Declare(string name, string? optimizer, bool isDouble, int maxBatch)
    {
        (_, string shape, string[] layers) = Networks.Single(n => n.Name == name);
        bool isTrained = optimizer is not null;
        bool isSeveral = shape == "";
        return new ModelDeclaration(
            $"{name}{optimizer?[..3] ?? "Alone"}{(isDouble ? "Double" : "Single")}{maxBatch}",
            0,
            maxBatch,
            isDouble,
            [.. layers, isSeveral ? "MeanSquaredErrorLoss(Of = \"conv\")" : "MeanSquaredErrorLoss", .. isTrained ? [optimizer!] : Array.Empty<string>()])
        {
            Shape = shape,
            SeveralInputs = isSeveral ? ["Input(2, Name = \"kinds\")", "Input(5, 1, Name = \"line\")"] : null,
        };
    }
}
