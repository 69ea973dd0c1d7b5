using System;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Shapes;
using ModelGen.Testing;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.ReferenceForm;

/// <summary>Equal layers share a method of the reference form; sizes in which they differ are its parameters.</summary>
public sealed class ReferenceMethodTests
{
    private const string Dense = "[Dense(9, Activation.Tanh)] ", Convolution = "[Conv2D(6, 3, Padding = 1, Bias = false)] [BatchNorm] [ActivationLayer(Activation.Relu)] ";

    [Fact]
    public void Equal_layers_share_their_methods()
    {
        string few = Whole($"[Model] [Input(9)] {Repeat(Dense, 4)} [Dense(2)] [SoftmaxCrossEntropyLoss] [Adam]");
        string many = Whole($"[Model] [Input(9)] {Repeat(Dense, 14)} [Dense(2)] [SoftmaxCrossEntropyLoss] [Adam]");
        few.ShouldContain("private static void Dense(ReadOnlySpan<float> input, ReadOnlySpan<float> weight, ReadOnlySpan<float> bias, Span<float> output,");
        few.ShouldContain("Dense(input, dense1Weight, dense1Bias, dense1, batch); // dense1: Dense(9, tanh), (9) → (9)");
        Assert.InRange(Lines(many) - Lines(few), 0, 7);
    }

    /// <summary>A pass loops over layers whose tensors lie at equal distances; only those of the first have a name.</summary>
    [Fact]
    public void Equal_layers_are_a_loop()
    {
        string text = Text($"[Model] [Input(9)] {Repeat(Dense, 14)} [Dense(2)] [SoftmaxCrossEntropyLoss] [Adam]");
        text.ShouldContain("// ── dense2 … dense14: Dense(9, tanh), (9) → (9)\n        for (int turn = 0; turn < 13; turn++)\n");
        text.ShouldContain("Dense(arena.Further(dense1, turn * ");
        text.ShouldContain("// ── back through dense14 … dense2: Dense(9, tanh)\n        for (int turn = 0; turn < 13; turn++)\n");
        text.ShouldNotContain("dense5");
    }

    [Fact]
    public void Sizes_in_which_layers_differ_are_parameters()
    {
        string text = Text($"[Model] [Input(12, 12, 6)] {Repeat(Convolution, 2)} [MaxPool2D(2)] {Repeat(Convolution.Replace("6", "8"), 3)} [Flatten] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]");
        text.ShouldContain("Conv2D3x3(input, conv1Weight, conv1, size: 12, outputs: 6, inputs: 6, batch);");
        text.ShouldContain("size: 6, outputs: 8, inputs: 8, batch);");
        text.ShouldContain("channels: 6, positions: 144, factor: 0.00694");
        text.ShouldContain("// mean[c] = factor · perExample · Σ(input)");
    }

    [Fact]
    public void What_is_there_once_stays_where_it_is() =>
        Text("[Model] [Input(12, 12, 6)] [Conv2D(4, 3)] [Flatten] [Dense(5, Activation.Relu)] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]").ShouldNotContain("private static void");

    /// <summary>Layers may be called as methods, their parameters and sizes are.</summary>
    [Fact]
    public void Names_of_layers_are_not_taken()
    {
        string[] names = ["Dense", "DenseBackward", "bias", "weight", "outputGradient", "inputs", "outputs", "channels", "length", "factor", "positions", "Dense_2"];
        string layers = string.Join(" ", names.Select((name, n) => $"[Dense({(n % 3) + 7}, Activation.Tanh, Name = \"{name}\")]"));
        TestModel model = GeneratorHarness.Run($"using ModelGen;\nnamespace Samples;\n/// <summary>A net.</summary>\n[Model(MaxBatch = 5)] [Input(9)] {layers} [Dense(2)] [SoftmaxCrossEntropyLoss] [Adam] public sealed partial class Net;").Create("Net", seed: 3);
        Assert.InRange(model.CheckKernels().Error, 0, 1);
    }

    /// <summary>Long formulas are computed in parts, which longer names make more of; the last bit is the same.</summary>
    [Fact]
    public void Names_decide_no_bits()
    {
        TestModel few = Reference("a", "b", "c", "d"), many = Reference("aLongName", "anotherLongName", "aThirdLongName", "aFourthLongName");
        double[] inputs = [.. Enumerable.Range(0, 4 * 36).Select(n => Math.Sin(n))], targets = [.. Enumerable.Range(0, 8).Select(n => Math.Cos(n))];
        for (int step = 0; step < 3; step++)
        {
            Assert.Equal(few.TrainBatch(inputs, targets), many.TrainBatch(inputs, targets));
            Assert.Equal(few.Predict(inputs), many.Predict(inputs));
            Assert.Equal(few.Parameters, many.Parameters);
        }

        static TestModel Reference(string first, string second, string third, string fourth) => GeneratorHarness.Run(
            $$"""
            using ModelGen;
            namespace Samples;
            /// <summary>A net.</summary>
            [Model(MaxBatch = 4)] [Input(6, 6, 1)]
            [Conv2D(5, 3, Name = "{{first}}")] [BatchNorm(Name = "{{second}}")]
            [Conv2D(5, 3, Name = "{{third}}", From = "input")] [BatchNorm(Name = "{{fourth}}")]
            [Add("{{second}}", Activation = Activation.Relu)] [GlobalAveragePool] [Dense(2)] [MeanSquaredErrorLoss] [Sgd]
            public sealed partial class Net;
            """).Create("Net", seed: 3).Reference;
    }

    /// <summary>The reference form with its broken lines put together.</summary>
    private static string Text(string attributes) => Regex.Replace(Whole(attributes), ",\n +", ", ");

    private static string Whole(string attributes) => Stages.Compile(attributes).Sources.Single(s => s.HintName.EndsWith(".Reference.g.cs", StringComparison.Ordinal)).Text;

    private static string Repeat(string layers, int times) => string.Concat(Enumerable.Repeat(layers, times));

    private static int Lines(string text) => Regex.Count(text, "\n");
}
