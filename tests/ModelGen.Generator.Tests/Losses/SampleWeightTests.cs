using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Runtime;
using Xunit;

namespace ModelGen.Generator.Tests.Losses;

/// <summary>
/// What examples count in a loss: Σ w ℓ / Σ w of losses and gradients that the model without weights has for each example alone, whose values PyTorch and finite differences vouch for.
/// </summary>
[Trait("Category", "Width")]
public sealed class SampleWeightTests
{
    private const int Examples = 7;

    /// <param name="Input">The input, which stands before the weights.</param>
    /// <param name="Layers">The layers and losses, {0} for the setting of each.</param>
    /// <param name="Counts">What an example counts beside its weight: of classes by their targets, of sequences by their length.</param>
    private sealed record Case(string Input, string Layers, string Counts = "", bool TakesClasses = false);

    private static readonly Case[] Cases =
    [
        new("Input(5)", "[Dense(6, Activation.Tanh)] [Dense(3)] [MeanSquaredErrorLoss({0})]"),
        new("Input(5)", "[Dense(3)] [HalfSumOfSquaresLoss({0})]"),
        new("Input(5)", "[Dense(3)] [MeanAbsoluteErrorLoss({0})]"),
        new("Input(5)", "[Dense(3)] [HuberLoss(Delta = 0.5, {0})]"),
        new("Input(5)", "[Dense(3, Activation.Sigmoid)] [BinaryCrossEntropyLoss({0})]"),
        new("Input(5)", "[Dense(1)] [BinaryCrossEntropyWithLogitsLoss(LabelSmoothing = 0.1, {0})]"),
        new("Input(5)", "[Dense(4)] [SoftmaxCrossEntropyLoss(LabelSmoothing = 0.1, {0})]", TakesClasses: true),
        new("Input(5)", "[Dense(4)] [SoftmaxCrossEntropyLoss(ClassWeights = new[] {{ 1, 0.5, 3, 2 }}, {0})]", "classes", TakesClasses: true),
        new("Input(5)", "[Dense(4)] [SoftmaxCrossEntropyLoss(IgnoreIndex = 2, {0})]", "ignored", TakesClasses: true),
        new("Input(5)", "[Dense(4, Activation.LogSoftmax)] [KLDivergenceLoss({0})]"),
        new("Input(5)", "[Dense(3)] [PoissonLoss({0})]"),
        new("Input(5)", "[Dense(3)] [QuantileLoss(Quantile = 0.8, {0})]"),
        new("Input(5)", "[Dense(3)] [HingeLoss({0})]"),
        new("Input(5)", "[Dense(3)] [ContrastiveLoss({0})]"),
        new("Input(5)", "[Dense(3)] [CosineLoss({0})]"),
        new("Input(5)", "[Dense(4)] [GaussianLoss({0})]"),
        new("Input(5)", "[Dense(3, Name = \"a\")] [Dense(2)] [HuberLoss(Of = \"a\", Weight = 0.3, {0})] [MeanSquaredErrorLoss({0})]"),
        new("Input(4, 3)", "[Gru(4, ReturnSequences = true)] [Dense(2)] [MeanSquaredErrorLoss({0})]"),
        new("Input(4, 3)", "[Dense(3)] [SoftmaxCrossEntropyLoss({0})]", TakesClasses: true),
        new("Input(4, 3, Lengths = true)", "[Gru(4, ReturnSequences = true)] [Dense(2)] [MeanSquaredErrorLoss({0})]", "lengths"),
        new("Input(4, 3, Lengths = true)", "[Gru(4, ReturnSequences = true)] [Dense(2)] [HalfSumOfSquaresLoss({0})]"),
        new("Input(6, 6, 2)", "[Conv2D(3, 3, Activation = Activation.Tanh)] [Flatten] [Dense(2)] [MeanSquaredErrorLoss({0})]"),
    ];

    private static readonly string[] Settings = ["MaxBatch = 1", "MaxBatch = 7, Precision = Precision.Double", "MaxBatch = 19", "MaxBatch = 16, Kernels = Kernels.Reference"];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using ModelGen; namespace Declared;\n" + string.Concat(
        from c in Enumerable.Range(0, Cases.Length)
        from s in Enumerable.Range(0, Settings.Length)
        select $"[Model({Settings[s]})] [{Cases[c].Input}] [Input(1, Name = \"importance\")] {string.Format(Cases[c].Layers, "SampleWeights = \"importance\"")} [Sgd(LearningRate = 0.1)] partial class Weighted{c}x{s};\n"
            + $"[Model(MaxBatch = 1, Precision = Precision.Double)] [{Cases[c].Input}] {string.Format(Cases[c].Layers, "Weight = 1").Replace("Weight = 0.3, Weight = 1", "Weight = 0.3")} [Sgd(LearningRate = 0.1)] partial class Plain{c}x{s};\n")));

    public static IEnumerable<object[]> All => from c in Enumerable.Range(0, Cases.Length) from s in Enumerable.Range(0, Settings.Length) select new object[] { c, s };

    [Theory]
    [MemberData(nameof(All))]
    public void A_loss_is_the_weighted_mean_of_those_of_its_examples(int index, int setting)
    {
        TestModel weighted = Models.Value.Create($"Weighted{index}x{setting}", seed: 3), plain = Models.Value.Create($"Plain{index}x{setting}", seed: 3);
        int examples = Math.Min(Examples, weighted.MaxBatch);
        plain.Parameters = weighted.Parameters;
        double[] weights = [0.5, 0, 2, 1.25, 0.125, 3, 1], inputs = Inputs(plain, Examples), targets = Targets(Cases[index], plain, Examples);
        double tolerance = weighted.IsDouble ? 1e-10 : 2e-5;
        for (int first = 0; first < Examples; first += examples)
        {
            double sum = 0, all = 0;
            double[] gradient = new double[plain.ParameterCount];
            for (int k = first; k < first + examples; k++)
            {
                double[] input = Part(inputs, k, plain.InputLength), target = Part(targets, k, plain.OutputLength);
                plain.Forward(input);
                double loss = plain.Backward(target), count = weights[k] * CountOf(Cases[index], input, target);
                gradient = [.. gradient.Zip(plain.Gradients, (a, b) => a + (count * b))];
                sum += count * loss;
                all += count;
            }

            double[] own = [.. Enumerable.Range(first, examples).SelectMany(k => Part(inputs, k, plain.InputLength).Append(weights[k]))], wanted = targets[(first * plain.OutputLength)..((first + examples) * plain.OutputLength)];
            double mean = all == 0 ? 0 : sum / all;
            weighted.Forward(own);
            Close.To(mean, weighted.Backward(wanted), tolerance, "loss");
            Close.To([.. gradient.Select(g => all == 0 ? 0 : g / all)], weighted.Gradients, tolerance, "gradients");
            Close.To(mean, weighted.Evaluate(own, wanted), tolerance, "Evaluate");
            double[] before = weighted.Parameters;
            if (Cases[index].TakesClasses)
            {
                int[] classes = [.. Enumerable.Range(0, wanted.Length / weighted.OutputShape[^1]).Select(r => ClassOf(Part(wanted, r, weighted.OutputShape[^1]), Cases[index].Counts == "ignored" ? 2 : 0))];
                weighted.Forward(own);
                Close.To(mean, weighted.Backward(classes), tolerance, "loss of classes");
                Close.To(mean, weighted.Evaluate(own, classes), tolerance, "Evaluate of classes");
                Close.To(mean, weighted.TrainBatch(own, classes), tolerance, "TrainBatch of classes");
            }
            else
            {
                Close.To(mean, weighted.TrainBatch(own, wanted), tolerance, "TrainBatch");
            }

            Close.To([.. before.Zip(gradient, (p, g) => p - (0.1 * (all == 0 ? 0 : g / all)))], weighted.Parameters, tolerance, "the step");
            weighted.Parameters = before;
        }

        if (weighted.HasFastCode)
        {
            weighted.CheckKernels();
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(19)]
    public void Threads_share_weighted_examples(int index)
    {
        TestModel one = Models.Value.Create($"Weighted{index}x2"), three = Models.Value.Create($"Weighted{index}x2");
        three.DegreeOfParallelism = 3;
        TestModel plain = Models.Value.Create($"Plain{index}x2");
        double[] rows = Inputs(plain, 19), targets = Targets(Cases[index], plain, 19);
        double[] inputs = [.. Enumerable.Range(0, 19).SelectMany(k => Part(rows, k, plain.InputLength).Append(k % 4))];
        for (int step = 0; step < 3; step++)
        {
            Close.To(one.TrainBatch(inputs, targets), three.TrainBatch(inputs, targets), 1e-5, "loss");
            Close.To(one.Parameters, three.Parameters, 1e-5, $"step {step}");
        }
    }

    [Fact]
    public void What_counts_nothing_may_be_no_number()
    {
        TestModel model = Models.Value.Create("Weighted0x2");
        double[] inputs = [1, 2, 3, 4, 5, 1, 5, 4, 3, 2, 1, 0], targets = [1, 2, 3, double.NaN, 2, 3];
        model.Forward(inputs);
        double loss = model.Backward(targets);
        Assert.True(double.IsFinite(loss));
        Assert.All(model.Gradients, g => Assert.True(double.IsFinite(g)));
        inputs[^1] = 0.5;
        Assert.True(double.IsNaN(model.Evaluate(inputs, targets)));
    }

    [Fact]
    public void Without_any_weight_the_loss_is_0_and_nothing_is_learned()
    {
        TestModel model = Models.Value.Create("Weighted0x2");
        double[] before = model.Parameters, targets = [1, 2, 3];
        Assert.Equal(0, model.TrainBatch([1, 2, 3, 4, 5, 0], targets));
        Assert.Equal(before, model.Parameters);
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_none_is_refused_by_name_before_anything_changes(double weight)
    {
        foreach (string name in new[] { "Weighted0x2", "Weighted0x3" })
        {
            TestModel model = Models.Value.Create(name);
            double[] before = model.Parameters, inputs = [1, 2, 3, 4, 5, 1, 1, 2, 3, 4, 5, weight], targets = [1, 2, 3, 1, 2, 3];
            foreach (Action call in new Action[] { () => model.TrainBatch(inputs, targets), () => model.Evaluate(inputs, targets), () => model.Forward(inputs) })
            {
                string message = Assert.Throws<ArgumentException>(call).Message;
                Assert.StartsWith($"{name}: input 'importance' says what an example counts in the loss, a finite number of 0 or more, but inputs[11], that of example 1, is ", message);
                Assert.Equal(before, model.Parameters);
            }

            // Prediction does not look at it.
            Assert.All(model.Predict(inputs[6..]), y => Assert.True(double.IsFinite(y)));
        }
    }

    private static readonly Lazy<GeneratedModels> OfPositions = new(() => GeneratorHarness.Run(
        """
        using ModelGen;
        namespace Declared;
        [Model(MaxBatch = 5, Precision = Precision.Double)] [Input(4, Name = "mask")] [Input(4, 3, Name = "x")] [Dense(2)] [MeanSquaredErrorLoss(SampleWeights = "mask")] [Sgd] partial class Plain;
        [Model(MaxBatch = 5, Precision = Precision.Double)] [Input(4, Name = "mask")] [Input(4, 3, Name = "x", Lengths = true)] [Dense(2)] [MeanSquaredErrorLoss(SampleWeights = "mask")] [Sgd] partial class Long;
        [Model(MaxBatch = 5, Precision = Precision.Double)] [Input(2, 2, Name = "mask")] [Input(2, 2, 3, Name = "x")] [Conv2D(2, 1)] [MeanSquaredErrorLoss(SampleWeights = "mask")] [Sgd] partial class Image;
        """));

    /// <summary>Σ w (y − t)² over positions and outputs, divided by outputs · Σ w over the real positions.</summary>
    [Theory]
    [InlineData("Plain")]
    [InlineData("Long")]
    [InlineData("Image")]
    public void Each_position_may_have_a_weight(string name)
    {
        TestModel model = OfPositions.Value.Create(name);
        bool hasLengths = name == "Long";
        double[] inputs = RuntimeModels.Inputs(model, 5), targets = RuntimeModels.Targets(model, 5);
        double sum = 0, all = 0;
        for (int b = 0; b < 5; b++)
        {
            int start = b * model.InputLength;
            for (int p = 0; p < 4; p++)
            {
                inputs[start + p] = (b + p) % 3 * 0.75;
            }

            if (hasLengths)
            {
                inputs[start + model.InputLength - 1] = 1 + (b % 4);
            }

            double[] y = model.Predict(inputs[start..(start + model.InputLength)]);
            for (int i = 0; i < 8; i++)
            {
                double weight = hasLengths && i / 2 > b % 4 ? 0 : inputs[start + (i / 2)], error = y[i] - targets[(b * 8) + i];
                sum += weight * error * error;
                all += weight;
            }
        }

        Close.To(sum / all, model.Evaluate(inputs, targets), 1e-12, "Evaluate");
        model.Forward(inputs);
        Close.To(sum / all, model.Backward(targets), 1e-12, "Backward");
        double[] gradients = model.Gradients, parameters = model.Parameters;
        for (int k = 0; k < parameters.Length; k++)
        {
            const double Step = 1e-5;
            double Loss(double change)
            {
                model.Parameters = [.. parameters.Select((p, i) => i == k ? p + change : p)];
                return model.Evaluate(inputs, targets);
            }

            Close.To((Loss(Step) - Loss(-Step)) / (2 * Step), gradients[k], 1e-7, $"gradient {k}");
        }
    }

    private static double[] Part(double[] all, int k, int length) => all[(k * length)..((k + 1) * length)];

    private static double[] Inputs(TestModel plain, int examples)
    {
        double[] inputs = RuntimeModels.Inputs(plain, examples);
        for (int k = 0; k < examples && plain.LengthAt >= 0; k++)
        {
            inputs[(k * plain.InputLength) + plain.LengthAt] = 1 + (k % 4);
        }

        return inputs;
    }

    private static double[] Targets(Case @case, TestModel plain, int examples)
    {
        if (!@case.TakesClasses)
        {
            return @case.Layers.Contains("Contrastive", StringComparison.Ordinal) || @case.Layers.Contains("KLDiv", StringComparison.Ordinal) || @case.Layers.Contains("Binary", StringComparison.Ordinal)
                ? [.. Enumerable.Range(0, examples * plain.OutputLength).Select(k => (double)(k % 3 == 0 ? 1 : 0))]
                : [.. RuntimeModels.Numbers(examples * plain.OutputLength, 2).Select(Math.Abs)];
        }

        int classes = plain.OutputShape[^1];
        double[] targets = new double[examples * plain.OutputLength];
        for (int row = 0; row < targets.Length / classes; row++)
        {
            int wanted = row * 3 % classes;
            if (@case.Counts != "ignored" || wanted != 2)
            {
                targets[(row * classes) + wanted] = 1;
            }
        }

        return targets;
    }

    private static double CountOf(Case @case, double[] input, double[] target) => @case.Counts switch
    {
        "classes" => target.Zip([1, 0.5, 3, 2], (t, w) => t * w).Sum(),
        "ignored" => target.Sum(),
        "lengths" => input[^1],
        _ => 1,
    };

    private static int ClassOf(double[] row, int none) => Array.IndexOf(row, 1) is >= 0 and var found ? found : none;
}
