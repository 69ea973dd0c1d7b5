using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Networks;
using ModelGen.Generator.Tests.Diagnostics;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Shapes;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>Every layer takes an activation, and it is the same as an activation in a layer below it.</summary>
public class ActivatedLayerTests
{
    private const double Tolerance = 1e-12;

    // Enough for examples in the lanes of vectors, with a rest.
    private const int Examples = 18;

    private static readonly string[] Activations =
        ["Activation = Activation.Tanh", "Activation = Activation.LeakyRelu, Slope = 0.3", "Activation = Activation.Softmax", "Activation = Activation.Elu, Alpha = 0.5"];

    public static TheoryData<string> Kinds => [.. LayerRegistry.Kinds.Keys.Except(["ActivationLayer"])];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_activation_of_a_layer_is_an_activation_layer_below_it(string kind)
    {
        IEnumerable<string> models = Activations.SelectMany((activation, n) => new[]
        {
            $"{Declaration(kind, activation, "")} public sealed partial class Own{n};",
            $"{Declaration(kind, "", $"[ActivationLayer({activation["Activation = ".Length..]})]")} public sealed partial class Apart{n};",
        });
        GeneratedModels generated = GeneratorHarness.Run($$"""
            using ModelGen;

            namespace Declared;

            {{string.Join("\n", models)}}
            internal static class Bends { internal static double Bend(double x) => x > 0 ? x : x / 2; }
            """);
        for (int n = 0; n < Activations.Length; n++)
        {
            double[] own = Run(generated.Create($"Own{n}")), apart = Run(generated.Create($"Apart{n}"));
            Assert.Equal(apart.Length, own.Length);
            Assert.All(own.Zip(apart), p => Assert.Equal(p.Second, p.First, Tolerance));
            own.ShouldContain(v => v != 0);
        }
    }

    [Fact]
    public void The_architecture_is_another_one_only_with_an_activation()
    {
        Hash("[Input(4)] [BatchNorm]").ShouldBe(Hash("[Input(4)] [BatchNorm(Activation = Activation.Identity, Slope = 0.01)]"));
        Hash("[Input(4)] [BatchNorm(Activation = Activation.Relu)]").ShouldNotBe(Hash("[Input(4)] [BatchNorm]"));
        Hash("[Input(4)] [BatchNorm(Activation = Activation.Relu)]").ShouldNotBe(Hash("[Input(4)] [BatchNorm(Activation = Activation.Tanh)]"));
    }

    [Theory]
    [InlineData("[Input(4)] [Dense(4)] [Flatten(Activation = Activation.Sigmoid)] [BinaryCrossEntropyLoss]", "")]
    [InlineData("[Input(4)] [Dense(4, Activation.Sigmoid)] [Reshape(2, 2, Activation = Activation.Tanh)] [BinaryCrossEntropyLoss]", "")]
    [InlineData("[Input(4)] [Dense(4, Activation.Sigmoid)] [LayerNorm(Activation = Activation.Tanh)] [BinaryCrossEntropyLoss]", "MG0022")]
    [InlineData("[Input(4)] [CustomActivation(typeof(Swishes), \"Swish\", Activation = Activation.Softplus)] [BinaryCrossEntropyLoss]", "MG0022")]
    [InlineData("[Input(4)] [Dense(4)] [Flatten(Activation = Activation.Softmax)] [SoftmaxCrossEntropyLoss]", "MG0024")]
    [InlineData("[Input(4)] [BatchNorm(Slope = 2)]", "MG0018")]
    [InlineData("[Input(4)] [BatchNorm(Activation = (Activation)99)]", "MG0016")]
    public async Task The_rules_know_the_activation_of_every_layer(string attributes, string expected)
    {
        var found = await Source.Parse($"[Model(MaxBatch = 4)] {attributes} partial class Net; static class Swishes {{ public static float Swish(float x) => x / (1 + MathF.Exp(-x)); }}").Analyze();
        string.Join(" ", found.Select(d => d.Id)).ShouldBe(expected);
    }

    private static string Hash(string attributes) => Architecture.Of(Stages.Spec(attributes), Stages.Infer(attributes)).Hash;

    private static string Declaration(string kind, string activation, string below)
    {
        string needed = kind switch
        {
            "Dense" => "5",
            "Embedding" => "7, 3",
            "CustomActivation" => "typeof(Bends), nameof(Bends.Bend)",
            "Reshape" => "-1, 2",
            "Permute" => "2, 1",
            "ZeroPad" or "Crop" or "Pad" => "1",
            "Slice" => "1, 2",
            "Add" or "Subtract" or "Multiply" or "Divide" or "Maximum" or "Minimum" or "Concat" => "\"seen\"",
            "GroupNorm" => "2",
            "Dropout" => "0",
            "SimpleRnn" or "Gru" or "Lstm" => "5",
            "MultiHeadAttention" => "2",
            "TransformerBlock" => "2, 5",
            _ when kind.StartsWith("Depthwise", StringComparison.Ordinal) || kind.Contains("Pool1D", StringComparison.Ordinal) || kind.Contains("Pool2D", StringComparison.Ordinal) => "2",
            _ when kind.StartsWith("Conv", StringComparison.Ordinal) => "3, 2",
            _ => "",
        };
        string input = kind == "Dense" ? "6" : kind == "Embedding" ? "4" : kind.Contains("2D", StringComparison.Ordinal) || kind is "ZeroPad" or "Upsample" or "Crop" or "Pad" ? "4, 5, 2" : "6, 4";
        string seen = kind is "Embedding" or "InputNormalization" ? "" : kind == "Dense" ? "[Dense(6, Name = \"seen\")]" : "[ActivationLayer(Activation.Softsign, Name = \"seen\")]";
        string arguments = string.Join(", ", new[] { needed, activation }.Where(a => a.Length > 0));
        return $"[Model(MaxBatch = {Examples}, Precision = Precision.Double, InputGradients = {(kind == "Embedding" ? "false" : "true")})] [Input({input})] {seen} [{kind}({arguments})] {below} [MeanSquaredErrorLoss] [Sgd]";
    }

    /// <summary>The outputs of inference and of training, and all gradients.</summary>
    private static double[] Run(TestModel model)
    {
        model.Parameters = [.. Enumerable.Range(0, model.ParameterCount).Select(i => 0.6 + (0.4 * Math.Sin(i)))];
        bool isTable = model.ParameterInfos.Any(p => p.Name.StartsWith("embedding", StringComparison.Ordinal));
        double[] inputs = [.. Enumerable.Range(0, Examples * model.InputLength).Select(i => isTable ? i % 7 : Math.Cos(i * i))];
        double[] targets = [.. Enumerable.Range(0, Examples * model.OutputLength).Select(i => Math.Sin(3 * i))];
        double[] predicted = model.Predict(inputs), output = model.Forward(inputs);
        double loss = model.Backward(targets);
        return [.. predicted, .. output, loss, .. model.Gradients, .. isTable ? [] : model.InputGradients];
    }
}
