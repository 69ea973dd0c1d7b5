using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Goldens;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>A transformer block as one attribute: the same as the layers that it is made of, and PyTorch's.</summary>
public sealed class TransformerBlockTests
{
    private const double Tolerance = 1e-12;
    private const int Examples = 18;

    /// <summary>For each part of a block, the layer that does the same.</summary>
    private static readonly (string Part, string Layer)[] Parts =
        [("self_attn", "attention1"), ("norm1", "layerNorm1"), ("norm2", "layerNorm2"), ("linear1", "dense1"), ("linear2", "dense2")];

    [Theory]
    [InlineData("", "", "Gelu", "")]
    [InlineData("Causal = true, Nonlinearity = Activation.Silu, Epsilon = 0.01", "Causal = true", "Silu", "Epsilon = 0.01")]
    [InlineData("Rotary = true, RotaryBase = 20", "Rotary = true, RotaryBase = 20", "Gelu", "")]
    public void Pre_norm_is_its_layers(string block, string attention, string nonlinearity, string norm) => Check(
        block,
        $"[LayerNorm({norm})] [MultiHeadAttention({And("3", attention)})] [Add(\"x\", Name = \"y\")] [LayerNorm({norm})] [Dense(10, Activation.{nonlinearity})] [Dense(6)] [Add(\"y\")]");

    [Theory]
    [InlineData("", "", "Gelu")]
    [InlineData("Causal = true, Nonlinearity = Activation.Tanh", "Causal = true", "Tanh")]
    public void Post_norm_is_its_layers(string block, string attention, string nonlinearity) => Check(
        And("PreNorm = false", block),
        $"[MultiHeadAttention({And("3", attention)})] [Add(\"x\")] [LayerNorm(Name = \"y\")] [Dense(10, Activation.{nonlinearity})] [Dense(6)] [Add(\"y\")] [LayerNorm(Name = \"z\")]",
        [("norm1", "y"), ("norm2", "z")]);

    [Fact]
    public void Dropout_is_that_of_the_attention_and_three_layers() => Check(
        "Dropout = 0.3",
        "[LayerNorm] [MultiHeadAttention(3, Dropout = 0.3)] [Dropout(0.3)] [Add(\"x\", Name = \"y\")] [LayerNorm] [Dense(10, Activation.Gelu)] [Dropout(0.3)] [Dense(6)] [Dropout(0.3)] [Add(\"y\")]");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Block_of_PyTorch_gives_its_outputs_gradients_and_steps(bool isDouble)
    {
        GoldenCase golden = GoldenFiles.Find("transformer_block");
        TestModel model = GeneratorHarness.Run(
            $"using ModelGen; [Model(MaxBatch = 4, InputGradients = true{(isDouble ? ", Precision = Precision.Double" : "")})] [Input(4, 8)] [TransformerBlock(2, 16)] [Flatten] [Dense(2)] [MeanSquaredErrorLoss] [Sgd(LearningRate = 0.05)] public sealed partial class Net;")
            .Create("Net");
        double tolerance = GoldenTolerance.Of(golden, isDouble);
        Assert.Equal(golden.Params.Length, model.ParameterInfos.Count);
        foreach (GoldenParameter parameter in golden.Params)
        {
            model.SetParameter(NameOf(parameter.Name), parameter.Values);
        }

        Close.To(golden.Output, model.Predict(golden.X), tolerance, "Predict");
        Close.To(golden.Output, model.Forward(golden.X), tolerance, "Forward");
        Close.To(golden.LossValue, model.Backward(golden.Y), tolerance, "Backward");
        Close.To(golden.Dx, model.InputGradients, tolerance, "dx");
        double[] gradients = model.Gradients;
        foreach (var (parameter, expected) in golden.Grads)
        {
            Close.To(expected, model.Canonical(gradients, NameOf(parameter)), tolerance, $"gradient of {parameter}");
        }

        Close.To(golden.Steps.Losses, [.. golden.Steps.Losses.Select(_ => model.TrainBatch(golden.X, golden.Y))], tolerance, "losses");
        Close.To(golden.EvalOutputAfterSteps, model.Predict(golden.X), tolerance, "Predict after all steps");
    }

    /// <summary>The name here of a parameter of the golden network, a block of ordinary modules.</summary>
    private static string NameOf(string parameter)
    {
        (string Module, string Part)[] modules =
            [("0.f.0.", "norm1."), ("0.f.1.a.", "self_attn."), ("1.f.0.", "norm2."), ("1.f.1.", "linear1."), ("1.f.3.", "linear2.")];
        (string module, string part) = modules.SingleOrDefault(m => parameter.StartsWith(m.Module, StringComparison.Ordinal));
        return module is null ? $"dense1{parameter[1..]}" : $"transformerBlock1.{part}{parameter[module.Length..]}";
    }

    private static void Check(string block, string layers, params (string Part, string Layer)[] others)
    {
        string head = $"[Model(MaxBatch = {Examples}, Precision = Precision.Double, InputGradients = true)] [Input(5, 6, Name = \"x\")]", end = "[MeanSquaredErrorLoss] [Adam]";
        GeneratedModels models = GeneratorHarness.Run(
            $"using ModelGen; {head} [TransformerBlock({And("3, 10", block)})] {end} public sealed partial class Block; {head} {layers} {end} public sealed partial class Apart;");
        TestModel one = models.Create("Block", seed: 5), apart = models.Create("Apart", seed: 5);
        Dictionary<string, string> names = one.ParameterInfos.ToDictionary(p => p.Name, p => NameIn(p.Name));
        Assert.Equal(names.Values.Order(), apart.ParameterInfos.Select(p => p.Name).Order());
        foreach (var (name, other) in names)
        {
            double[] values = [.. one.GetParameter(name).Select((v, i) => v + (0.1 * Math.Sin(i)))];
            one.SetParameter(name, values);
            apart.SetParameter(other, values);
        }

        double[] inputs = [.. Enumerable.Range(0, Examples * one.InputLength).Select(i => Math.Cos(i * i))], targets = [.. inputs.Select(x => x * x)];
        Equal(apart.Predict(inputs), one.Predict(inputs));
        Equal(apart.Forward(inputs), one.Forward(inputs));
        Equal([apart.Backward(targets)], [one.Backward(targets)]);
        Equal(apart.InputGradients, one.InputGradients);
        double[] gradients = one.Gradients, otherGradients = apart.Gradients;
        foreach (var (name, other) in names)
        {
            Equal(apart.Canonical(otherGradients, other), one.Canonical(gradients, name));
        }

        string NameIn(string parameter)
        {
            string[] words = parameter.Split('.', 3);
            return $"{(others.FirstOrDefault(o => o.Part == words[1]).Layer ?? Parts.Single(p => p.Part == words[1]).Layer)}.{words[2]}";
        }
    }

    private static void Equal(double[] expected, double[] got)
    {
        Assert.Equal(expected.Length, got.Length);
        Assert.All(expected.Zip(got), p => Assert.Equal(p.First, p.Second, Tolerance));
    }

    private static string And(string first, string second) => second.Length == 0 ? first : $"{first}, {second}";
}
