using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>A convolution with causal padding is one with zeros before it; and of this and of causal attention no output knows what comes after.</summary>
public sealed class CausalTests
{
    private const int Times = 12;

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(
        """
        using ModelGen;

        namespace Declared;

        [Model(Precision = Precision.Double)] [Input(12, 2)] [Conv1D(3, 3, Padding = Padding.Causal, Activation = Activation.Tanh)] [Conv1D(2, 2, Padding = Padding.Causal, Dilation = 4)]
        public sealed partial class Causal;

        [Model(Precision = Precision.Double)] [Input(12, 2)] [Conv1D(3, 3, PaddingLeft = 2, Activation = Activation.Tanh)] [Conv1D(2, 2, PaddingLeft = 4, Dilation = 4)]
        public sealed partial class Padded;

        [Model(Precision = Precision.Double)] [Input(12, 2)] [MultiHeadAttention(2, Causal = true)] [MultiHeadAttention(1, Causal = true)]
        public sealed partial class Attentive;
        """));

    [Fact]
    public void It_is_zeros_before_the_sequence()
    {
        double[] inputs = [.. Enumerable.Range(0, Times * 2).Select(i => Math.Cos(i * i))];
        Assert.Equal(Predict("Padded", inputs), Predict("Causal", inputs));
    }

    [Theory]
    [InlineData("Causal")]
    [InlineData("Attentive")]
    public void What_comes_after_does_not_matter(string model)
    {
        double[] inputs = [.. Enumerable.Range(0, Times * 2).Select(i => Math.Cos(i * i))], before = Predict(model, inputs);
        for (int t = 0; t < Times; t++)
        {
            double[] changed = [.. inputs.Select((x, i) => i >= t * 2 ? x + 1 : x)], after = Predict(model, changed);
            Assert.Equal(before[..(t * 2)], after[..(t * 2)]);
            Assert.NotEqual(before[t * 2], after[t * 2]);
        }
    }

    private static double[] Predict(string name, double[] inputs)
    {
        TestModel model = Models.Value.Create(name);
        model.Parameters = [.. Enumerable.Range(0, model.ParameterCount).Select(i => Math.Sin(i + 1))];
        return model.Predict(inputs);
    }
}
