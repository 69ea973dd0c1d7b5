using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Testing;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>Streams beside the whole sequence: every kind of layer that can stand in one, at odd sizes, in both precisions and at every width.</summary>
[Trait("Category", "Width")]
public sealed class StreamTests
{
    private static readonly (string Name, string Layers)[] Kinds =
    [
        ("Simple", "[Input(9, 3)] [SimpleRnn(5)] [Dense(2)]"),
        ("Rectified", "[Input(9, 1)] [SimpleRnn(17, Nonlinearity = Activation.Relu, ReturnSequences = true)]"),
        ("Gated", "[Input(9, 3)] [Gru(8, ReturnSequences = true)] [Dense(3, Activation.Tanh)] [Gru(1)] [Dense(1)]"),
        ("GatedOddly", "[Input(9, 2)] [Gru(13)] [Dense(4)] [LayerNorm]"),
        ("Long", "[Input(9, 2)] [Lstm(16, ReturnSequences = true, LearnInitialState = true)] [Lstm(3, Bias = false)] [Dense(2)]"),
        ("Wide", "[Input(5, 40)] [Lstm(70, ReturnSequences = true)] [RmsNorm] [Dense(33)]"),
        ("RectifiedByChannels", "[Input(9, 3)] [Conv1D(4, 2, Padding = Padding.Causal)] [PRelu(PerChannel = true)] [Dense(2)] [PRelu]"),
        ("Combined", "[Input(9, 4)] [Conv1D(4, 2, Padding = Padding.Causal, Activation = Activation.Softplus)] [Divide(\"conv1\", From = \"input\")] [Subtract(\"input\")] [Maximum(\"conv1\")] [Minimum(\"input\")] [Slice(1, 2)] [Dense(1, Activation.Sigmoid)] [Multiply(\"slice1\")]"),
        ("Tiny", "[Input(7, 1)] [Lstm(1)] [Dense(1)]"),
        ("Convolved", "[Input(20, 3)] [Conv1D(4, 3, Padding = Padding.Causal, Activation = Activation.Relu)] [Conv1D(5, 2, Padding = Padding.Causal, Dilation = 4)] [BatchNorm] [Dense(1)]"),
        ("Grouped", "[Input(20, 6)] [Conv1D(4, 3, Padding = Padding.Causal, Groups = 2, Dilation = 3)] [DepthwiseConv1D(2, Padding = Padding.Causal, Multiplier = 2)] [Conv1D(3, 1)]"),
        ("Residual", "[Input(12, 4)] [InputNormalization] [Conv1D(4, 2, Padding = Padding.Causal)] [Add(\"input\")] [Concat(\"input\")] [Dropout(0.5)] [Dense(2)]"),
        ("Characters", "[Input(11)] [Embedding(6, 5)] [Gru(4, ReturnSequences = true)] [Dense(6)] [ActivationLayer(Activation.Softmax)]"),
        ("Attentive", "[Input(9, 6)] [MultiHeadAttention(3, Causal = true)] [Add(\"input\")] [LayerNorm] [MultiHeadAttention(1, Causal = true, Bias = false)] [Dense(2)]"),
        ("AttentiveLately", "[Input(40, 6)] [MultiHeadAttention(3, Causal = true, Window = 4, Rotary = true)] [Add(\"input\")] [TransformerBlock(2, 8, Causal = true, Window = 17)] [MultiHeadAttention(1, Causal = true, Window = 1)] [Dense(2)]"),
        ("AttentiveOnce", "[Input(1, 4)] [MultiHeadAttention(2, Causal = true)]"),
        ("Speaking", "[Input(17)] [Embedding(6, 8)] [MultiHeadAttention(2, Causal = true)] [Gru(5, ReturnSequences = true)] [Dense(6)]"),
        ("Placed", "[Input(9, 5)] [PositionalEncoding] [PositionEmbedding] [Dense(2)]"),
        ("Rotary", "[Input(9, 6)] [Dense(8)] [MultiHeadAttention(2, Causal = true, Rotary = true)] [MultiHeadAttention(1, Causal = true, Rotary = true, RotaryBase = 50)]"),
        ("Writing", "[Input(12)] [Embedding(6, 8)] [PositionEmbedding] [TransformerBlock(2, 12, Causal = true)] [TransformerBlock(4, 9, Causal = true, Rotary = true, PreNorm = false, Dropout = 0.1)] [PositionalEncoding] [Dense(6)]"),
        ("Remembering", "[Input(7, 6)] [Dense(4, Name = \"seen\")] [MultiHeadAttention(3, Causal = true, Memory = \"seen\", From = \"input\")] [MultiHeadAttention(3, Causal = true, Rotary = true, RotaryBase = 9, Memory = \"input\")]"),
        ("OneTime", "[Input(1, 4)] [Gru(3)] [Dense(2)]"),
    ];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(
        "using ModelGen;\nnamespace Declared;\n" + string.Concat(Kinds.SelectMany(k => new[]
        {
            $"[Model(Streaming = true)] {k.Layers} public sealed partial class {k.Name};\n",
            $"[Model(Streaming = true, Precision = Precision.Double)] {k.Layers} public sealed partial class {k.Name}InDouble;\n",
        }))));

    public static TheoryData<string> Names => [.. Kinds.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_by_step_is_the_whole_sequence(string name)
    {
        foreach ((TestModel model, double tolerance) in new[] { (Create(name), 2e-5), (Create($"{name}InDouble"), 1e-12) })
        {
            TestStream stream = model.CreateStream()!;
            foreach (int seed in new[] { 1, 2 })
            {
                double[] sequence = Sequence(model, seed);
                stream.Reset();
                Close.To(model.Predict(sequence), stream.Run(sequence, model.OutputLength), tolerance, $"{model.Name}, sequence {seed}");
            }

            Assert.InRange(model.CheckStream().Error, 0, 1);
        }
    }

    /// <summary>What a step says is what the network says to the sequence up to there: declared apart, for sequences of that length.</summary>
    [Theory]
    [InlineData("Simple")]
    [InlineData("Long")]
    public void A_step_says_what_the_network_says_of_what_has_come(string name)
    {
        string layers = Kinds.Single(k => k.Name == name).Layers;
        GeneratedModels shorter = GeneratorHarness.Run("using ModelGen;\nnamespace Declared;\n" + string.Concat(Enumerable.Range(1, 8).Select(times =>
            $"[Model(Precision = Precision.Double)] {layers.Replace("Input(9", $"Input({times}")} public sealed partial class Of{times};\n")));
        TestModel model = Create($"{name}InDouble");
        TestStream stream = model.CreateStream()!;
        double[] sequence = Sequence(model, 3);
        for (int times = 1; times <= 8; times++)
        {
            double[] output = stream.Step(sequence[((times - 1) * stream.InputLength)..(times * stream.InputLength)]);
            TestModel prefix = shorter.Create($"Of{times}");
            prefix.Parameters = model.Parameters;
            Close.To(prefix.Predict(sequence[..(times * stream.InputLength)]), output, 1e-12, $"after {times} steps");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_state_that_is_copied_goes_on_from_there(string name)
    {
        TestModel model = Create(name);
        TestStream first = model.CreateStream()!, second = model.CreateStream()!;
        double[][] steps = [.. Sequence(model, 4).Chunk(first.InputLength)];
        foreach (double[] step in steps.Take(steps.Length / 2))
        {
            first.Step(step);
        }

        double[] saved = first.State;
        double[][] expected = [.. steps.Skip(steps.Length / 2).Select(first.Step)];

        // The other voice has gone elsewhere meanwhile.
        second.Step(steps[0]);
        second.State = saved;
        Assert.Equal(expected, steps.Skip(steps.Length / 2).Select(second.Step));
        first.State = saved;
        Assert.Equal(expected, steps.Skip(steps.Length / 2).Select(first.Step));
        Assert.Equal(0, first.Allocation(steps[0]));
    }

    /// <summary>Whatever is written into a state, a step stays in its memory: a ring begins at its first place.</summary>
    [Fact]
    public void A_state_that_is_none_breaks_nothing()
    {
        TestStream stream = Create("Convolved").CreateStream()!;
        foreach (double number in new[] { double.NaN, double.PositiveInfinity, -1, 1e9, 0.5 })
        {
            stream.State = [.. stream.State.Select(_ => number)];
            stream.Step([1, 2, 3]);
        }

        stream.Reset();
        Assert.All(stream.Step([1, 2, 3]), number => Assert.True(double.IsFinite(number)));
    }

    [Fact]
    public void A_stream_begins_where_the_network_has_learned_to()
    {
        TestModel model = Create("Long");
        model.SetParameter("lstm1.initial_h_l0", [.. Enumerable.Range(0, 16).Select(i => i / 16.0)]);
        TestStream stream = model.CreateStream()!;
        Assert.Equal(Enumerable.Range(0, 16).Select(i => i / 16.0), stream.State.Take(16));
    }

    /// <summary>Where sequences have lengths, a stream takes their real times; no length comes with a step.</summary>
    [Fact]
    public void Padding_does_not_come_to_a_stream()
    {
        GeneratedModels models = GeneratorHarness.Run(
            """
            using ModelGen;

            namespace Declared;

            [Model] [Input(9, 4, Lengths = true)] [Gru(4, ReturnSequences = true)] [MultiHeadAttention(2, Causal = true)] [Dense(2)]
            public sealed partial class Each;

            [Model] [Input(9, Lengths = true)] [Embedding(5, 3)] [Conv1D(4, 3, Padding = Padding.Causal)] [Lstm(3)] [Dense(2)]
            public sealed partial class Last;

            [Model] [Input(5, 6)] [Gru(2)] [Dense(2)]
            public sealed partial class Open<T>;
            """);
        Assert.NotNull(models.Type("Open`1"));
        foreach (string name in new[] { "Each", "Last" })
        {
            TestModel model = models.Create(name, seed: 3);
            Assert.Equal(model.InputLength - 1, model.CreateStream()!.InputLength * 9);
            Assert.All(Enumerable.Range(1, 12), seed => Assert.InRange(model.CheckStream(seed).Error, 0, 1));
        }
    }

    [Fact]
    public void A_wrong_length_changes_nothing()
    {
        TestStream stream = Create("Gated").CreateStream()!;
        double[] before = stream.State;
        string message = Assert.Throws<ArgumentException>(() => stream.Step([1, 2])).Message;
        Assert.StartsWith("Gated: a step of the stream takes 3 numbers, but input has 2.", message, StringComparison.Ordinal);
        Assert.Equal(before, stream.State);
    }

    [Fact]
    public void An_output_that_is_the_input_changes_nothing()
    {
        GeneratedModels models = GeneratorHarness.Run("using ModelGen;\nnamespace Declared;\n[Model] [Input(4, 2)] [Gru(2)] public sealed partial class Own;");
        object model = models.Create("Own").Instance;
        IModelStream<float> stream = (IModelStream<float>)model.GetType().GetMethod("CreateStream", Type.EmptyTypes)!.Invoke(model, null)!;
        float[] shared = [1, 2, 3];
        stream.Step(shared.AsSpan(0, 2), new float[2]);
        float[] state = stream.State.ToArray();
        foreach (int at in new[] { 0, 1 })
        {
            Assert.Contains("output has memory in common with input", Assert.Throws<ArgumentException>(() => stream.Step(shared.AsSpan(0, 2), shared.AsSpan(at, 2))).Message, StringComparison.Ordinal);
        }

        Assert.Equal(state, stream.State.ToArray());
        Assert.Equal([1, 2, 3], shared);
    }

    [Fact]
    public void An_index_beyond_the_table_changes_nothing()
    {
        TestStream stream = Create("Characters").CreateStream()!;
        double[] before = stream.State;
        Assert.Throws<ArgumentException>(() => stream.Step([6]));
        Assert.Equal(before, stream.State);
    }

    private static TestModel Create(string name)
    {
        TestModel model = Models.Value.Create(name, seed: 7);
        model.Parameters = [.. model.Parameters.Select((p, i) => p + (0.1 * Math.Sin(i + 1)))];
        return model;
    }

    private static double[] Sequence(TestModel model, int seed)
    {
        Random random = new(seed);
        bool areIndices = model.InputShape.Count == 1;
        return [.. Enumerable.Range(0, model.InputLength).Select(_ => areIndices ? random.Next(6) : (random.NextDouble() * 4) - 2)];
    }
}
