using System;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Testing;
using Xunit;

namespace ModelGen.Generator.Tests.ReferenceForm;

/// <summary>A fault in the fast code is found by comparing it with the plain loops, and so is one in the loops.</summary>
public sealed class KernelCheckTests
{
    private const string Model = """
        using ModelGen;

        namespace Samples;

        [Model(MaxBatch = 20, InputGradients = true)]
        [Input(6, 6, 2)]
        [Conv2D(5, 3, Padding = 1, Activation = Activation.Relu)]
        [MaxPool2D(2)]
        [Flatten]
        [Dense(7, Activation.Tanh)]
        [Dense(3)]
        [SoftmaxCrossEntropyLoss]
        [Adam]
        public sealed partial class Net;
        """;

    [Fact]
    public void Generated_code_passes()
    {
        TestModel model = GeneratorHarness.Run(Model).Create("Net", seed: 3);
        double[] before = model.Parameters;
        KernelCheck check = model.CheckKernels();
        Assert.InRange(check.Error, 0, 1);
        Assert.True(check.Compared > 1_000);
        Assert.Equal(before, model.Parameters);
    }

    /// <summary>Loops over equal layers take each at its place, in the fast code and in the plain loops.</summary>
    [Theory]
    [InlineData("[Input(20)]", "[Dense(20, Activation.Tanh)]")]
    [InlineData("[Input(11)]", "[Dense(11, Activation.Tanh)] [LayerNorm]")]
    [InlineData("[Input(6, 6, 4)]", "[Conv2D(4, 3, Padding = 1, Bias = false)] [BatchNorm] [ActivationLayer(Activation.Tanh)]")]
    public void Equal_layers_pass(string input, string layer)
    {
        string layers = string.Concat(Enumerable.Repeat(layer, 9));
        GeneratedModels models = GeneratorHarness.Run($"using ModelGen; [Model(MaxBatch = 20)] {input} {layers} [Flatten] [Dense(3)] [SoftmaxCrossEntropyLoss] [Adam] public sealed partial class Net;");
        KernelCheck check = models.Create("Net", seed: 3).CheckKernels();
        Assert.InRange(check.Error, 0, 1);
    }

    [Theory]
    [InlineData(".Predict.")]
    [InlineData(".Forward.")]
    [InlineData(".Backward.")]
    [InlineData(".Update.")]
    public void A_broken_kernel_is_found(string file) => AssertFound((name, text) => name.Contains(file, StringComparison.Ordinal)
        ? Regex.Replace(Regex.Replace(text, @"MultiplyAddEstimate\((?=\w)", "MultiplyAddEstimate(-"), @"(?<![-\w.])B\.LoadColumns\(", "-B.LoadColumns(")
        : text);

    /// <summary>What members that take classes return, and the gradients of the inputs.</summary>
    [Theory]
    [InlineData(".Backward.", "ref int label", "return loss;", "return 1.001f * loss;", "with classes, ")]
    [InlineData(".Model.", "float TrainBatch(global::System.ReadOnlySpan<float> inputs, global::System.ReadOnlySpan<int>", "return loss;", "return 1.001f * loss;", "loss of TrainBatch with classes, ")]
    [InlineData(".Model.", " InputGradients =>", "Span(", "Span(1 + ", "of the inputs")]
    public void A_fault_in_what_only_some_models_have_is_found(string file, string after, string right, string wrong, string message) => AssertFound(
        (name, text) =>
        {
            int at = name.Contains(file, StringComparison.Ordinal) ? text.IndexOf(right, text.IndexOf(after, StringComparison.Ordinal), StringComparison.Ordinal) : -1;
            return at < 0 ? text : text[..at] + wrong + text[(at + right.Length)..];
        },
        message);

    /// <summary>Every statement of the loops, one after the other, a thousandth too large.</summary>
    [Fact]
    public void A_number_that_is_off_by_a_thousandth_is_found()
    {
        int statements = Statements(GeneratorHarness.Run(Model).Sources.Single(s => s.HintName.EndsWith(".Reference.g.cs", StringComparison.Ordinal)).SourceText.ToString()).Count;
        Assert.InRange(statements, 10, 60);
        for (int k = 0; k < statements; k += 3)
        {
            AssertFound((name, text) =>
            {
                if (!name.Contains(".Reference.", StringComparison.Ordinal))
                {
                    return text;
                }

                Match statement = Statements(text)[k];
                return text[..statement.Groups[2].Index] + $"1.001f * ({statement.Groups[2].Value})" + text[(statement.Groups[2].Index + statement.Groups[2].Length)..];
            });
        }
    }

    private static MatchCollection Statements(string text) => Regex.Matches(text, @"(?<=\n) +(sum \+=|\w+\[[^\n]*?\] \+?=|lossSum \+=) ([^;/]*\[[^;/]*);");

    private static void AssertFound(Func<string, string, string> change, string what = "")
    {
        bool changes = false;
        GeneratedModels models = GeneratorHarness.RunChanged(
            (name, text) =>
            {
                string changed = change(name, text);
                changes |= changed != text;
                return changed;
            },
            Model);
        Assert.True(changes);
        string message = Assert.Throws<InvalidOperationException>(() => models.Create("Net", seed: 3).CheckKernels()).Message;
        Assert.Matches(@"^Net: Of \d+ numbers .+ examples?\[\d+\] is furthest off: expected .+, got .+ of what rounding explains\.$", message);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }
}
