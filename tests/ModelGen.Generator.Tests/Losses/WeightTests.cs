using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Runtime;
using Xunit;

namespace ModelGen.Generator.Tests.Losses;

/// <summary>
/// Weights of classes and of what is positive, and smoothed labels, against PyTorch (<c>tests/goldens/weights/make_weights.py</c>): cross_entropy(weight=, ignore_index=, label_smoothing=), whose mean
/// divides by the sum of the targets' weights, and binary_cross_entropy_with_logits(pos_weight=) of t (1 − s) + s / 2.
/// </summary>
[Trait("Category", "Width")]
public sealed class WeightTests
{
    private const string Weights = "1, 2.5, 0, 0.25, 3", Above = "1, 2.5, 0.5, 0.5, 3", Each = "2.5, 1, 0.25";

    private static readonly IReadOnlyDictionary<string, Golden> Goldens =
        JsonSerializer.Deserialize<Golden[]>(File.ReadAllText(RepositoryFiles.Path("tests", "goldens", "weights", "weights.json")), new JsonSerializerOptions(JsonSerializerDefaults.Web))!.ToDictionary(g => g.Name);

    private static readonly Dictionary<string, string> Losses = new()
    {
        ["Weights"] = $"SoftmaxCrossEntropyLoss(ClassWeights = new double[] {{ {Weights} }})",
        ["WeightsSmoothed"] = $"SoftmaxCrossEntropyLoss(ClassWeights = new double[] {{ {Above} }}, LabelSmoothing = 0.2)",
        ["WeightsIgnored"] = $"SoftmaxCrossEntropyLoss(ClassWeights = new double[] {{ {Above} }}, LabelSmoothing = 0.2, IgnoreIndex = -100)",
        ["WeightsIgnoredClass"] = $"SoftmaxCrossEntropyLoss(ClassWeights = new double[] {{ {Weights} }}, IgnoreIndex = 3)",
        ["WeightsPositions"] = $"SoftmaxCrossEntropyLoss(ClassWeights = new double[] {{ {Weights} }}, IgnoreIndex = -1)",
        ["Positive"] = "BinaryCrossEntropyWithLogitsLoss(PositiveWeights = new[] { 2.5 })",
        ["PositiveEach"] = $"BinaryCrossEntropyWithLogitsLoss(PositiveWeights = new[] {{ {Each} }})",
        ["PositiveEachPosition"] = $"BinaryCrossEntropyWithLogitsLoss(PositiveWeights = new[] {{ {Each} }})",
        ["SmoothedLogits"] = "BinaryCrossEntropyWithLogitsLoss(LabelSmoothing = 0.1)",
        ["SmoothedPositive"] = $"BinaryCrossEntropyWithLogitsLoss(LabelSmoothing = 0.1, PositiveWeights = new[] {{ {Each} }})",
        ["Smoothed"] = "BinaryCrossEntropyLoss(LabelSmoothing = 0.1)",
    };

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using ModelGen; namespace Declared;\n" + string.Concat(
        from golden in Goldens.Values
        from isDouble in new[] { true, false }
        from form in new[] { "", "Loops", "Net", "Image" }
        select $"[Model(MaxBatch = {(form == "Image" ? 17 : 9)}{(isDouble ? ", Precision = Precision.Double" : "")}{(form == "Loops" ? ", Kernels = Kernels.Reference" : "")}, InputGradients = true)] {Layers(golden, form)} [{Losses[golden.Name]}] [Adam] public sealed partial class {golden.Name}{form}{(isDouble ? "" : "Single")};\n")));

    public static TheoryData<string> Names => [.. Losses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Loss_and_gradients_are_those_of_PyTorch(string name)
    {
        Golden golden = Goldens[name];
        foreach (string form in new[] { "", "Loops", "Single", "LoopsSingle" })
        {
            TestModel model = Models.Value.Create(name + form);
            double tolerance = form.EndsWith("Single", StringComparison.Ordinal) ? 2e-6 : 1e-12;
            double[]? numbers = golden.Targets ?? Rows(golden);

            // Of a probability the gradient goes through the sigmoid before it.
            Close.To(golden.Loss, model.Evaluate(golden.Logits, numbers), tolerance, name + form);
            model.Forward(golden.Logits);
            Close.To(golden.Loss, model.Backward(numbers), tolerance, name + form);
            Close.To(golden.Gradient, model.InputGradients, tolerance, name + form);
            if (golden.Classes is { } classes)
            {
                Close.To(golden.Loss, model.Evaluate(golden.Logits, classes), tolerance, name + form);
                model.Forward(golden.Logits);
                Close.To(golden.Loss, model.Backward(classes), tolerance, name + form);
                Close.To(golden.Gradient, model.InputGradients, tolerance, name + form);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_fast_code_agrees_with_the_plain_loops(string name)
    {
        foreach (string form in new[] { "", "Net", "Image" })
        {
            Models.Value.Create(name + form).CheckKernels();
            Models.Value.Create($"{name}{form}Single").CheckKernels();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_count_together(string name)
    {
        TestModel one = Models.Value.Create($"{name}Net"), three = Models.Value.Create($"{name}Net");
        three.DegreeOfParallelism = 3;
        double[] inputs = RuntimeModels.Inputs(one, 9), targets = [.. RuntimeModels.Numbers(9 * one.OutputLength, 3).Select(x => Math.Clamp(Math.Abs(x), 0, 1))];
        double alone = one.TrainBatch(inputs, targets), shared = three.TrainBatch(inputs, targets);
        Close.To([alone, .. one.Parameters], [shared, .. three.Parameters], 1e-9, name);
        Assert.All(one.Allocations(inputs, targets), a => Assert.Equal(0, a.Value));
    }

    [Fact]
    public void A_target_that_is_no_number_is_no_loss()
    {
        foreach (string name in new[] { "Weights", "WeightsIgnored", "PositiveEach" })
        {
            TestModel model = Models.Value.Create(name);
            double[] targets = new double[3 * model.OutputLength];
            targets[1] = double.NaN;
            targets[model.OutputLength] = 1;
            Assert.True(double.IsNaN(model.Evaluate(RuntimeModels.Inputs(model, 3), targets)), name);
            model.Forward(RuntimeModels.Inputs(model, 3));
            Assert.True(double.IsNaN(model.Backward(targets)), name);
        }
    }

    private static double[] Rows(Golden golden) => [.. golden.Classes!.SelectMany(c => Enumerable.Range(0, golden.Shape[^1]).Select(k => c == k && !Losses[golden.Name].Contains($"IgnoreIndex = {c})", StringComparison.Ordinal) ? 1.0 : 0))];

    /// <summary>The outputs are the inputs, or a network's.</summary>
    private static string Layers(Golden golden, string form)
    {
        string activation = golden.Name == "Smoothed" ? "Sigmoid" : "Identity", shape = string.Join(", ", golden.Shape.Skip(1));
        int last = golden.Shape[^1];
        return form switch
        {
            "Net" => $"[Input({string.Join(", ", golden.Shape.Skip(1).SkipLast(1).Append(4))})] [Dense(11, Activation.Tanh)] [Dense({last}, Activation.{activation})]",
            "Image" => $"[Input(6, 6, 1)] [Conv2D(2, 3, Activation = Activation.Relu)] [MaxPool2D(2)] [Flatten] [Dense({golden.Shape.Skip(1).Aggregate(1, (a, b) => a * b)}, Activation.{activation})]{(golden.Shape.Length > 2 ? $" [Reshape({shape})]" : "")}",
            _ => $"[Input({shape})] [ActivationLayer(Activation.{activation})]",
        };
    }

    private sealed record Golden(string Name, int[] Shape, double[] Logits, int[]? Classes, double[]? Targets, double Loss, double[] Gradient);
}
