using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>
/// Sequences with lengths against models that are declared for exactly that length, with the same parameters: what each example gives and what it adds to loss
/// and gradients, in the fast code and in the reference form, with numbers in the padding that are none.
/// </summary>
[Trait("Category", "Width")]
public sealed class SequenceLengthTests
{
    private const int Times = 4, Features = 3, MaxBatch = 17;

    private static readonly (string Name, bool HasPositions, string[] Layers)[] All =
    [
        .. from cell in new[] { "SimpleRnn", "Gru", "Lstm" }
           from way in new[] { "", ", GoBackwards = true", ", Bidirectional = true" }
           from returns in new[] { false, true }
           select ($"{cell}{way.Length}{returns}", returns, new[] { $"{cell}(5{way}{(returns ? ", ReturnSequences = true" : "")})", "Dense(2)" }),
        ("Learned", true, ["Lstm(4, LearnInitialState = true, GoBackwards = true, ReturnSequences = true)", "Gru(3, Bidirectional = true, LearnInitialState = true, ReturnSequences = true)"]),
        ("Stacked", false, ["Dense(4, Activation.Tanh)", "Gru(3, Bidirectional = true, ReturnSequences = true)", "LayerNorm", "Lstm(3, GoBackwards = true)", "Dense(2)"]),
        ("Average", false, ["Dense(4, Activation.Sigmoid)", "GlobalAveragePool", "Dense(2)"]),
        ("Largest", false, ["Dense(4, Activation.Tanh)", "GlobalMaxPool", "Dense(2)"]),
        ("Attention", true, ["Dense(4)", "PositionalEncoding", "MultiHeadAttention(2)", "RmsNorm", "MultiHeadAttention(1, Causal = true)", "Dense(2)"]),
        ("AttentionWithWindow", true, ["Dense(4)", "MultiHeadAttention(2, Causal = true, Window = 2)", "MultiHeadAttention(1, Causal = true, Window = 1)", "MultiHeadAttention(2, Causal = true, Window = 3)", "Dense(2)"]),
        ("AttentionPooled", false, ["Dense(6)", "MultiHeadAttention(3)", "Add(\"dense1\")", "GlobalAveragePool"]),
        ("Convolutions", true, ["Conv1D(4, 3, Padding = Padding.Same, Activation = Activation.Sigmoid)", "Conv1D(3, 2, Padding = Padding.Causal, Dilation = 2)", "DepthwiseConv1D(3, Padding = Padding.Same)"]),
        ("Joined", true, ["Dense(3, Activation.Softplus)", "Add(\"input\")", "Concat(\"input\")", "Dense(6, Activation.Sigmoid)", "Multiply(\"concat1\")", "Conv1D(2, 3, Padding = Padding.Same)"]),
        ("Rectified", true, ["Dense(4)", "PRelu(PerChannel = true)", "Conv1D(3, 3, Padding = Padding.Same)", "PRelu", "Dense(2)"]),
        ("Combined", true, ["Dense(3, Activation.Softplus)", "Subtract(\"input\")", "Maximum(\"input\")", "Minimum(\"dense1\")", "Slice(1)", "Dense(1, Activation.Sigmoid)", "Multiply(\"slice1\")", "Conv1D(2, 3, Padding = Padding.Same)"]),
        ("Own", true, ["Dense(4, Activation.Softplus)", "CustomActivation(typeof(Functions), nameof(Functions.Logarithm))", "Dense(2)"]),
    ];

    // At 0, as the padding is, it is no number, and neither is its slope.
    private const string Functions = """
        internal static class Functions
        {
            internal static double Logarithm(double x) => System.Math.Log(x);
        }
        """;

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(ModelDeclaration.File(
        [.. All.Select(c => Declare(c.Name, c.Layers, $"{Times}, {Features}, Lengths = true")), .. All.SelectMany(c => Enumerable.Range(1, Times).Select(t => Declare($"{c.Name}Of{t}", c.Layers, $"{t}, {Features}")))])
        + Functions));

    public static TheoryData<string> Cases => [.. All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_example_is_computed_as_by_a_model_of_its_length(string name)
    {
        TestModel model = Create(name);
        foreach (TestModel form in Trial.IsNarrower ? [model] : new[] { model, model.Reference })
        {
            Check(name, form, [1]);
            Check(name, form, [Times]);
            Check(name, form, [2]);
            Check(name, form, [.. Enumerable.Range(0, MaxBatch).Select(b => 1 + (b * 7 % 5 % Times))]);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Threads_share_a_batch_of_different_lengths(string name)
    {
        double[] inputs = Inputs([.. Enumerable.Range(0, MaxBatch).Select(b => 1 + (b % 3))]), targets = Targets(name, MaxBatch);
        TestModel one = Create(name), three = Create(name);
        three.DegreeOfParallelism = 3;
        double alone = one.TrainBatch(inputs, targets), shared = three.TrainBatch(inputs, targets);
        Close.To([alone, .. one.Parameters], [shared, .. three.Parameters], 1e-12, name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait("Form", "Reference")]
    public void The_fast_code_agrees_with_the_plain_loops(string name) => Create(name).CheckKernels();

    private static void Check(string name, TestModel model, int[] lengths)
    {
        bool hasPositions = All.Single(c => c.Name == name).HasPositions;
        int each = model.OutputLength / (hasPositions ? Times : 1), count = hasPositions ? lengths.Sum() : lengths.Length, rows = Times * Features;
        double[] inputs = Inputs(lengths), targets = Targets(name, lengths.Length), outputs = model.Predict(inputs);
        double evaluated = model.Evaluate(inputs, targets);
        double[] trained = model.Forward(inputs);
        double loss = model.Backward(targets);

        double expectedLoss = 0;
        double[] gradients = new double[model.ParameterCount], inputGradients = new double[inputs.Length], expected = new double[outputs.Length];
        for (int b = 0; b < lengths.Length; b++)
        {
            int length = lengths[b], outputsOfReal = hasPositions ? length * each : each;
            TestModel alone = Create($"{name}Of{length}");
            foreach (var parameter in model.ParameterInfos)
            {
                alone.SetParameter(parameter.Name, model.GetParameter(parameter.Name));
            }

            double share = hasPositions ? (double)length / count : 1.0 / count;
            alone.Forward(inputs[(b * (rows + 1))..][..(length * Features)]).CopyTo(expected, b * model.OutputLength);
            expectedLoss += share * alone.Backward(targets[(b * model.OutputLength)..][..outputsOfReal]);
            gradients = [.. gradients.Zip(Named(alone), (sum, g) => sum + (share * g))];
            alone.InputGradients.Select(g => share * g).ToArray().CopyTo(inputGradients, b * (rows + 1));
        }

        string what = $"{name} of {string.Join(", ", lengths)}";
        Close.To(expected, outputs, 1e-12, what);
        Close.To(expected, trained, 1e-12, what);
        Close.To([expectedLoss, expectedLoss], [loss, evaluated], 1e-12, what);
        Close.To(gradients, Named(model), 1e-11, what);
        Close.To(inputGradients, model.InputGradients, 1e-11, what);
    }

    private static double[] Named(TestModel model) => [.. model.ParameterInfos.SelectMany(p => model.Canonical(model.Gradients, p.Name))];

    /// <summary>Numbers that are none, and the largest there are, behind each sequence.</summary>
    private static double[] Inputs(int[] lengths) =>
    [
        .. lengths.SelectMany((length, b) => Enumerable.Range(0, Times * Features)
            .Select(i => i < length * Features ? Math.Cos((b * 31) + (i * i)) : i % 3 == 0 ? double.NaN : i % 3 == 1 ? double.PositiveInfinity : double.MinValue).Append(length)),
    ];

    /// <summary>Of times that are not there, numbers that are none.</summary>
    private static double[] Targets(string name, int examples)
    {
        int outputs = Create(name).OutputLength;
        return [.. Enumerable.Range(0, examples * outputs).Select(i => Math.Sin(i))];
    }

    private static TestModel Create(string name)
    {
        TestModel model = Models.Value.Create(name);
        model.Parameters = [.. Enumerable.Range(0, model.ParameterCount).Select(i => 0.6 * Math.Sin(i + 1))];
        return model;
    }

    private static ModelDeclaration Declare(string name, string[] layers, string shape) =>
        new(name, 1, MaxBatch, IsDouble: true, [.. layers, "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"]) { Shape = shape };
}
