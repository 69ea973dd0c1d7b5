using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>Attention to a memory and with rotary positions, against <see cref="AttentionFormula"/> in double precision.</summary>
public sealed class AttentionTests
{
    private const double Tolerance = 1e-12;
    private const int Examples = 19;

    [Theory]
    [InlineData(4, 8, 7, 8, 2, "Memory = \"seen\"")]
    [InlineData(4, 8, 7, 5, 4, "Memory = \"seen\"")]
    [InlineData(6, 4, 6, 3, 1, "Memory = \"seen\", Causal = true")]
    [InlineData(1, 4, 3, 6, 2, "Memory = \"seen\"")]
    [InlineData(5, 8, 5, 8, 2, "Memory = \"seen\", Rotary = true")]
    [InlineData(3, 8, 6, 5, 1, "Memory = \"seen\", Rotary = true, RotaryBase = 50")]
    [InlineData(5, 8, 1, 1, 2, "Rotary = true")]
    [InlineData(6, 12, 1, 1, 2, "Rotary = true, RotaryBase = 500, Causal = true")]
    [InlineData(1, 4, 1, 1, 1, "Rotary = true")]
    [InlineData(6, 8, 1, 1, 2, "Causal = true, Window = 2")]
    [InlineData(6, 8, 1, 1, 2, "Causal = true, Window = 1")]
    [InlineData(6, 8, 1, 1, 2, "Causal = true, Window = 6")]
    [InlineData(50, 8, 1, 1, 2, "Causal = true")]
    [InlineData(50, 8, 1, 1, 1, "Causal = true, Window = 20")]
    [InlineData(96, 8, 1, 1, 2, "Causal = true, Window = 5, Rotary = true")]
    [InlineData(33, 4, 33, 3, 1, "Memory = \"seen\", Causal = true, Window = 7")]
    public void Outputs_are_those_of_the_formula(int times, int features, int steps, int width, int heads, string settings)
    {
        bool hasMemory = settings.Contains("Memory", StringComparison.Ordinal);
        string seen = hasMemory ? $"[Input({steps}, {width}, Name = \"seen\")]" : "";
        foreach (int maxBatch in new[] { 1, Examples })
        {
            TestModel model = GeneratorHarness.Run(
                $"using ModelGen; [Model(Precision = Precision.Double, MaxBatch = {maxBatch})] {seen} [Input({times}, {features}, Name = \"said\")] [MultiHeadAttention({heads}, Name = \"attention\", {settings})] public sealed partial class Net;")
                .Create("Net");
            model.Parameters = [.. Enumerable.Range(0, model.ParameterCount).Select(i => 0.7 * Math.Sin(i * i))];
            double[] examples = [.. Enumerable.Range(0, Examples * model.InputLength).Select(i => Math.Cos(3 * i * i) + 0.1)];
            double[] outputs = model.Predict(examples);
            AttentionFormula formula = new(model, "attention", heads)
            {
                IsCausal = settings.Contains("Causal", StringComparison.Ordinal),
                Window = settings.Split("Window = ") is [_, var number] ? int.Parse(number.Split(',')[0], null) : int.MaxValue,
                Rotary = !settings.Contains("Rotary", StringComparison.Ordinal) ? null : settings.Split("RotaryBase = ") is [_, var rest] ? int.Parse(rest.Split(',')[0], null) : 10000,
            };
            foreach (int example in new[] { 0, Examples - 1 })
            {
                double[] numbers = examples[(example * model.InputLength)..((example + 1) * model.InputLength)];
                double[][] said = [.. numbers.TakeLast(times * features).Chunk(features)], memory = hasMemory ? [.. numbers.Take(steps * width).Chunk(width)] : said;
                double[] expected = [.. formula.Of(said, memory).SelectMany(r => r)], got = outputs[(example * model.OutputLength)..((example + 1) * model.OutputLength)];
                Assert.Equal(expected.Length, got.Length);
                Assert.All(expected.Zip(got), p => Assert.Equal(p.First, p.Second, Tolerance));
            }
        }
    }

    /// <summary>Queries of 0 see all keys alike: the means of the memory's real steps within reach, and of the padding, 0, where there is none.</summary>
    [Theory]
    [InlineData(2, 2, "5 5.5 6", "5 6 7")]
    [InlineData(2, 3, "5 5.5 6.5", "5 6 7")]
    [InlineData(2, 1, "5 5 0", "5 6 7")]
    [InlineData(3, 2, "1 1.5 1.5 2 0 0 0 0", "1 2 3 4 5 6 7 8")]
    [InlineData(3, 8, "1 1.5 2 3 4 5 6 7", "1 2 3 4 5 6 7 8")]
    [InlineData(1, 2, "1 2 0 0 0 0 0 0", "1 2 3 4 5 6 7 8")]
    public void A_window_over_a_memory_with_lengths_sees_real_steps(int window, int length, string expected, string seen)
    {
        double[] memory = [.. seen.Split(' ').Select(number => double.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        TestModel model = GeneratorHarness.Run(
            $"using ModelGen; [Model(MaxBatch = 1)] [Input({memory.Length}, 1, Name = \"x\")] [Input({memory.Length}, 1, Lengths = true, Name = \"m\")] [MultiHeadAttention(1, From = \"x\", Memory = \"m\", Causal = true, Window = {window}, Bias = false)] public sealed partial class Cross;").Create("Cross");
        model.Parameters = [.. Enumerable.Repeat(1.0, model.ParameterCount)];
        Assert.Equal(expected, string.Join(" ", model.Predict([.. memory.Select(_ => 0.0), .. memory, length]).Select(v => Math.Round(v, 5).ToString(System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Theory]
    [InlineData(8, "in_proj_weight (24, 8), in_proj_bias (24), out_proj.weight (8, 8), out_proj.bias (8)")]
    [InlineData(5, "q_proj_weight (8, 8), k_proj_weight (8, 5), v_proj_weight (8, 5), in_proj_bias (24), out_proj.weight (8, 8), out_proj.bias (8)")]
    public void Parameters_are_those_of_PyTorch(int width, string expected)
    {
        TestModel model = GeneratorHarness.Run(
            $"using ModelGen; [Model] [Input(3, {width}, Name = \"seen\")] [Input(4, 8, Name = \"said\")] [MultiHeadAttention(2, Memory = \"seen\", Name = \"a\")] public sealed partial class Net;").Create("Net");
        Assert.Equal(expected, string.Join(", ", model.ParameterInfos.Select(p => $"{p.Name["a.".Length..]} ({string.Join(", ", p.Shape)})")));
    }
}
