using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>A class index that stands for no target, against the same model on the examples that are left, and against a plain computation of the loss.</summary>
public sealed class IgnoreIndexTests
{
    private const string Loss = "SoftmaxCrossEntropyLoss(LabelSmoothing = 0.1, IgnoreIndex = ";

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(ModelDeclaration.File(
    [
        .. from ignored in new[] { "", "-100", "1" } from isDouble in new[] { true, false }
           from layers in new[] { ("Plain", "3", new[] { "Dense(9, Activation.Tanh)", "Dense(4)" }), ("Sequence", "2, 3", ["Dense(4)"]), ("Lengths", "2, 3, Lengths = true", ["Gru(5, ReturnSequences = true)", "Dense(4)"]) }
           select new ModelDeclaration(
               $"{layers.Item1}{ignored.Trim('-')}{(isDouble ? "" : "Single")}", 3, 17, isDouble,
               [.. layers.Item3, ignored.Length == 0 ? "SoftmaxCrossEntropyLoss(LabelSmoothing = 0.1)" : $"{Loss}{ignored})", "Adam"]) { Shape = layers.Item2 },
        new("Normalised", 3, 17, true, ["Dense(6)", "BatchNorm", "Dense(4)", $"{Loss}-100)", "Sgd(LearningRate = 0.1)"]),
        new("Dual", 3, 17, true, ["Dense(4)", $"{Loss}2)"]),
        .. from isReference in new[] { false, true }
           from batch in new[] { 1, 2 }
           from shape in new[] { "3", "1, 3, Lengths = true" }
           select new ModelDeclaration($"Of{batch}{(shape == "3" ? "" : "Short")}{(isReference ? "AsLoops" : "")}", 3, batch, true, ["Dense(4)", shape == "3" ? $"{Loss}-100)" : "MeanSquaredErrorLoss"])
           {
               Shape = shape, IsReference = isReference,
           },
    ])));

    public static TheoryData<string, int> Cases => new() { { "Plain", -100 }, { "Plain", 1 }, { "Sequence", -100 }, { "Sequence", 1 } };

    /// <summary>Each example as often as it has targets that count: a batch of one position is a batch of itself.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Loss_and_gradients_are_those_of_what_is_left(string name, int ignored)
    {
        TestModel model = Models.Value.Create($"{name}{Math.Abs(ignored)}"), all = Models.Value.Create(name);
        int positions = name == "Plain" ? 1 : 2;
        foreach (int examples in new[] { 1, 5, 17 })
        {
            double[] inputs = [.. Enumerable.Range(0, examples * model.InputLength).Select(i => Math.Cos(i * i))];
            int[] classes = [.. Enumerable.Range(0, examples * positions).Select(i => i % 3 == 1 ? ignored : i % 4 == ignored ? 0 : i % 4)];
            double[] rows = [.. classes.SelectMany(c => Enumerable.Range(0, 4).Select(k => c == k && c != ignored ? 1.0 : 0.0))];
            int left = classes.Count(c => c != ignored);

            foreach (TestModel form in new[] { model, model.Reference })
            {
                all.Parameters = model.Parameters;
                double loss = 0;
                double[] gradients = new double[all.ParameterCount];
                for (int b = 0; b < examples; b++)
                {
                    // With one position ignored, the other's part is the loss of both less that of the first twice.
                    for (int p = 0; p < positions; p++)
                    {
                        if (classes[(b * positions) + p] == ignored)
                        {
                            continue;
                        }

                        double[] input = [.. inputs[(b * model.InputLength)..][..model.InputLength]];
                        if (positions == 2)
                        {
                            double[] same = input[(p * 3)..][..3];
                            input = [.. same, .. same];
                        }

                        all.Forward(input);
                        loss += all.Backward([.. Enumerable.Repeat(classes[(b * positions) + p], positions)]) / left;
                        gradients = [.. gradients.Zip(all.Gradients, (sum, g) => sum + (g / left))];
                    }
                }

                form.Forward(inputs);
                Close.To(loss, form.Backward(rows), 1e-12, name);
                Close.To(gradients, form.Gradients, 1e-12, name);
                Close.To(loss, form.Evaluate(inputs, rows), 1e-12, name);
                if (form == model)
                {
                    form.Forward(inputs);
                    Close.To(loss, form.Backward(classes), 1e-12, name);
                    Close.To(gradients, form.Gradients, 1e-12, name);
                    Close.To(loss, form.Evaluate(inputs, classes), 1e-12, name);
                }
            }
        }
    }

    [Theory]
    [InlineData("Plain100")]
    [InlineData("Sequence100")]
    [InlineData("Lengths100")]
    [InlineData("Normalised")]
    public void Where_all_is_ignored_nothing_is_learnt(string name)
    {
        TestModel model = Models.Value.Create(name);
        double[] inputs = [.. Enumerable.Repeat(1.0, 3 * model.InputLength)];
        int[] classes = [.. Enumerable.Repeat(-100, 3 * model.OutputLength / 4)];
        Assert.Equal(0, model.Evaluate(inputs, classes));
        model.Forward(inputs);
        Assert.Equal(0, model.Backward(classes));
        Assert.All(model.Gradients, g => Assert.Equal(0, g));
        Assert.Throws<ArgumentException>(() => model.Evaluate(inputs, [-99, .. classes.Skip(1)]));
    }

    /// <summary>A training step of one example has nothing to count, but Evaluate takes as many as it is given.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("Short")]
    public void Evaluate_counts_more_examples_than_a_step_has(string name)
    {
        TestModel one = Models.Value.Create($"Of1{name}");
        double[] inputs = [.. Enumerable.Range(0, 5).SelectMany(b => Enumerable.Range(0, one.InputLength).Select(i => i == 3 ? 1 : Math.Cos(b + i)))];
        double[] targets = [.. new[] { 0, 2, -100, 1, 3 }.SelectMany(c => Enumerable.Range(0, 4).Select(k => c == k ? 1.0 : 0.0))];

        // Each example alone, by the training step; the third one is ignored, or has a target like others.
        double expected = Enumerable.Range(0, 5).Where(b => b != 2 || name == "Short").Average(b =>
        {
            one.Forward(inputs[(b * one.InputLength)..][..one.InputLength]);
            return one.Backward(targets[(4 * b)..][..4]);
        });
        foreach (string form in new[] { "Of1", "Of2" }.SelectMany(f => new[] { $"{f}{name}", $"{f}{name}AsLoops" }))
        {
            TestModel model = Models.Value.Create(form);
            model.Parameters = one.Parameters;
            Close.To(expected, model.Evaluate(inputs, targets), 1e-12, form);
        }
    }

    [Fact]
    public void Lengths_and_ignored_targets_go_together()
    {
        TestModel model = Models.Value.Create("Lengths100"), all = Models.Value.Create("Lengths");
        all.Parameters = model.Parameters;
        double[] one = [1, 2, 3, 4, 5, 6, 1], two = [3, 1, 2, 0, 1, 2, 2], three = [0, 1, 0, 1, 0, 1, 2];
        double loss = model.Evaluate([.. one, .. two, .. three], [2, 99, 1, 3, -100, -100]);
        Assert.Equal(all.Evaluate([.. one, .. two], [2, 99, 1, 3]), loss, 1e-12);
        Assert.Throws<ArgumentException>(() => model.Evaluate(one, [99, 2]));
    }

    [Fact]
    public void Threads_count_together()
    {
        foreach (string name in new[] { "Plain100", "Lengths1", "Normalised" })
        {
            TestModel one = Models.Value.Create(name), three = Models.Value.Create(name);
            three.DegreeOfParallelism = 3;
            double[] inputs = [.. Enumerable.Range(0, 17 * one.InputLength).Select(i => i % one.InputLength == 6 ? 1 + (i % 2) : Math.Cos(i * i))];
            int ignored = name == "Lengths1" ? 1 : -100, positions = one.OutputLength / 4;
            int[] classes = [.. Enumerable.Range(0, 17 * positions).Select(i => i < 7 * positions ? ignored : i % 4)];
            double alone = one.TrainBatch(inputs, classes), shared = three.TrainBatch(inputs, classes);
            Close.To([alone, .. one.Parameters], [shared, .. three.Parameters], 1e-9, name);
        }
    }

    [Fact]
    public void The_fast_code_agrees_with_the_plain_loops()
    {
        foreach (string name in new[] { "Plain100", "Plain1", "Sequence100", "Sequence1", "Lengths100", "Lengths1" })
        {
            Models.Value.Create(name).CheckKernels();
            Models.Value.Create($"{name}Single").CheckKernels();
        }
    }
}
