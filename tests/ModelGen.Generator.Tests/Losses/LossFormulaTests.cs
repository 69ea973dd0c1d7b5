using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Runtime;
using Xunit;

namespace ModelGen.Generator.Tests.Losses;

/// <summary>Losses that are no functions of PyTorch by these names, against their formulas written out here, and their gradients against differences of these.</summary>
[Trait("Category", "Width")]
public sealed class LossFormulaTests
{
    private const double Step = 1e-6;

    // The loss of one row of outputs and targets; of pairs, means come first.
    private static readonly (string Name, string Loss, Func<double[], double[], double> OfRow)[] Losses =
    [
        ("Low", "QuantileLoss(Quantile = 0.1)", (y, t) => y.Zip(t, (a, b) => b > a ? 0.1 * (b - a) : 0.9 * (a - b)).Average()),
        ("Median", "QuantileLoss", (y, t) => y.Zip(t, (a, b) => 0.5 * Math.Abs(b - a)).Average()),
        ("Hinge", "HingeLoss(Margin = 0.75)", (y, t) => y.Zip(t, (a, b) => Math.Max(0, 0.75 - (a * b))).Average()),
        ("Contrastive", "ContrastiveLoss(Margin = 1.5)", (y, t) => y.Zip(t, (d, same) => (same * d * d) + ((1 - same) * Math.Pow(Math.Max(0, 1.5 - d), 2))).Average()),
        ("Cosine", "CosineLoss", (y, t) => 1 - (y.Zip(t, (a, b) => a * b).Sum() / (Math.Sqrt(y.Sum(a => a * a)) * Math.Sqrt(t.Sum(b => b * b))))),
        ("Gaussian", "GaussianLoss", (y, t) => Enumerable.Range(0, y.Length / 2).Select(k =>
        {
            double variance = Math.Exp(y[k + (y.Length / 2)]);
            return 0.5 * (Math.Log(variance) + (Math.Pow(t[k] - y[k], 2) / variance));
        }).Average()),
    ];

    private static readonly (string Name, string Settings, string Layers)[] Networks =
    [
        ("Flat", "MaxBatch = 5", "[Input(3)] [Dense(6)]"),
        ("One", "MaxBatch = 1", "[Input(3)] [Dense(6)]"),
        ("Rows", "MaxBatch = 3", "[Input(2, 3)] [Dense(6)]"),
        ("Image", "MaxBatch = 17", "[Input(5, 5, 1)] [Conv2D(2, 3)] [MaxPool2D(2)] [Flatten] [Dense(6)]"),
        ("Loops", "MaxBatch = 5, Kernels = Kernels.Reference", "[Input(3)] [Dense(6)]"),
    ];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using ModelGen; namespace Declared;\n" + string.Concat(
        from loss in Losses
        from network in Networks
        from isDouble in new[] { true, false }
        select $"[Model({network.Settings}{(isDouble ? ", Precision = Precision.Double" : "")}, InputGradients = true)] {network.Layers} [{loss.Loss}] [Adam] public sealed partial class {loss.Name}{network.Name}{(isDouble ? "" : "Single")};\n")));

    public static TheoryData<string> Names => [.. Losses.Select(l => l.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_is_its_formula_and_the_gradients_are_its_slopes(string name)
    {
        foreach ((string network, _, _) in Networks)
        {
            TestModel model = Models.Value.Create(name + network, seed: 4);
            foreach (int examples in new[] { 1, model.MaxBatch }.Distinct())
            {
                double[] inputs = RuntimeModels.Inputs(model, examples), targets = Targets(name, examples * model.OutputLength);
                double expected = Formula(name, model.Predict(inputs), targets);
                Close.To(expected, model.Evaluate(inputs, targets), 1e-10, $"Evaluate of {name}{network}");
                model.Forward(inputs);
                Close.To(expected, model.Backward(targets), 1e-10, $"Backward of {name}{network}");
                double[] gradients = model.InputGradients;
                for (int i = 0; i < inputs.Length; i += Math.Max(1, inputs.Length / 20))
                {
                    double[] above = [.. inputs], below = [.. inputs];
                    above[i] += Step;
                    below[i] -= Step;
                    double slope = (Formula(name, model.Predict(above), targets) - Formula(name, model.Predict(below), targets)) / (2 * Step);
                    Close.To(slope, gradients[i], 1e-6, $"input {i} of {name}{network}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_precision_and_plain_loops_agree(string name)
    {
        foreach ((string network, _, _) in Networks)
        {
            TestModel wide = Models.Value.Create(name + network, seed: 4), narrow = Models.Value.Create($"{name}{network}Single", seed: 4);
            narrow.Parameters = wide.Parameters;
            double[] inputs = RuntimeModels.Inputs(wide, wide.MaxBatch), targets = Targets(name, wide.MaxBatch * wide.OutputLength);
            wide.Forward(inputs);
            narrow.Forward(inputs);
            Close.To(wide.Backward(targets), narrow.Backward(targets), 1e-4, name + network);
            Close.To(wide.Gradients, narrow.Gradients, 1e-4, name + network);
            Assert.InRange(wide.CheckKernels().Error, 0, 1);
            Assert.InRange(narrow.CheckKernels().Error, 0, 1);
        }
    }

    /// <summary>A corner has a slope of one of its sides, or none; NaN stays.</summary>
    [Fact]
    public void Corners()
    {
        TestModel model = Models.Value.Create("LowOne");
        double[] outputs = model.Predict([0, 0, 0]);
        model.Forward([0, 0, 0]);
        Assert.Equal(0, model.Backward(outputs));
        Assert.All(model.InputGradients, g => Assert.Equal(0, g));
        Assert.All(Losses, l => Assert.True(double.IsNaN(Models.Value.Create(l.Name + "One").Evaluate([double.NaN, 0, 0], Targets(l.Name, 6))), l.Name));
    }

    private static double Formula(string name, double[] outputs, double[] targets)
    {
        Func<double[], double[], double> ofRow = Losses.Single(l => l.Name == name).OfRow;
        return outputs.Chunk(6).Zip(targets.Chunk(6), ofRow).Average();
    }

    private static double[] Targets(string name, int count) => name switch
    {
        "Hinge" => [.. Enumerable.Range(0, count).Select(k => k % 3 == 0 ? 1.0 : -1)],
        "Contrastive" => [.. Enumerable.Range(0, count).Select(k => k % 3 == 0 ? 1.0 : 0)],
        _ => RuntimeModels.Numbers(count, 8),
    };
}
