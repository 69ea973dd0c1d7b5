using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using ModelGen.Generator.Tests.Runtime;
using Xunit;

namespace ModelGen.Generator.Tests.Losses;

/// <summary>
/// Losses that users write, against the same formulas written out in <see cref="OwnLosses"/>, differences of these, the interpreter, and the built-in losses that
/// they are.
/// </summary>
[Trait("Category", "Width")]
public sealed class CustomLossTests
{
    private const double Step = 1e-6;

    private static readonly (string Name, string Settings, string Layers)[] Networks =
    [
        ("Flat", "MaxBatch = 5", "[Input(3)] [Dense(6, Activation.Softplus)]"),
        ("One", "MaxBatch = 1", "[Input(3)] [Dense(6, Activation.Softplus)]"),
        ("Rows", "MaxBatch = 3", "[Input(2, 3)] [Dense(6, Activation.Softplus)]"),
        ("Wide", "MaxBatch = 33", "[Input(7)] [Dense(40, Activation.Tanh)] [Dense(6, Activation.Softplus)]"),
        ("Image", "MaxBatch = 17", "[Input(5, 5, 1)] [Conv2D(2, 3)] [MaxPool2D(2)] [Flatten] [Dense(6, Activation.Softplus)]"),
        ("Loops", "MaxBatch = 5, Kernels = Kernels.Reference", "[Input(3)] [Dense(6, Activation.Softplus)]"),
    ];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using System; using ModelGen; namespace Declared;\n" + string.Concat(
        from loss in OwnLosses.All
        from network in Networks
        from isDouble in new[] { true, false }
        select Declare($"{loss.Name}{network.Name}", network.Settings, network.Layers, loss.Attribute(isDouble), isDouble)
            + (loss.BuiltIn is null ? "" : Declare($"BuiltIn{loss.Name}{network.Name}", network.Settings, network.Layers, loss.BuiltIn, isDouble)))
        + OwnLosses.Class(true) + OwnLosses.Class(false)));

    public static TheoryData<string> Names => [.. OwnLosses.All.Select(l => l.Name)];

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
    public void Networks_agree_with_the_interpreter(string name)
    {
        foreach ((string network, _, _) in Networks.Where(n => n.Name != "Loops"))
        {
            foreach (bool isDouble in new[] { true, false })
            {
                // Where a logarithm is taken of it, targets are probabilities.
                string model = $"{name}{network}{(isDouble ? "" : "Single")}";
                TestModel compiled = Models.Value.Create(model);
                Trial trial = new(Seed: 3, [(name is "LogRatio" or "CrossEntropy" ? "BinaryCrossEntropyLoss" : "MeanSquaredErrorLoss", compiled.OutputLength)], LearningRate: 0.01, isDouble, compiled.MaxBatch, Steps: 2);
                OracleComparison.Check(trial, compiled, Graphs.Lower(Models.Value.Spec(model)));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_built_in_loss_is_trains_as_that(string name)
    {
        if (OwnLosses.All.Single(l => l.Name == name).BuiltIn is null)
        {
            return;
        }

        foreach ((string network, _, _) in Networks)
        {
            TestModel own = Models.Value.Create(name + network, seed: 7), builtIn = Models.Value.Create($"BuiltIn{name}{network}", seed: 7);
            double[] inputs = RuntimeModels.Inputs(own, own.MaxBatch), targets = Targets(name, own.MaxBatch * own.OutputLength);
            for (int step = 0; step < 3; step++)
            {
                Close.To(builtIn.TrainBatch(inputs, targets), own.TrainBatch(inputs, targets), 1e-11, name + network);
            }

            Close.To(builtIn.Parameters, own.Parameters, 1e-10, name + network);
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
            Assert.All(narrow.Allocations(inputs, targets), a => Assert.Equal(0, a.Value));
        }
    }

    /// <summary>What is no number stays so, also behind a maximum that machine instructions lose it in, wherever it stands.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_that_are_none_stay_none(string name)
    {
        foreach (string network in new[] { "Flat", "Wide", "Image", "Loops" })
        {
            TestModel model = Models.Value.Create(name + network);
            int last = model.MaxBatch - 1;
            double[] inputs = RuntimeModels.Inputs(model, model.MaxBatch), targets = Targets(name, model.MaxBatch * model.OutputLength);
            inputs[last * model.InputLength] = double.NaN;
            Assert.True(double.IsNaN(model.Evaluate(inputs, targets)), network);
            model.Forward(inputs);
            Assert.True(double.IsNaN(model.Backward(targets)), network);
        }
    }

    private static string Declare(string name, string settings, string layers, string loss, bool isDouble) =>
        $"[Model({settings}{(isDouble ? ", Precision = Precision.Double" : "")}, InputGradients = true)] {layers} [{loss}] [Sgd(LearningRate = 0.01)] public sealed partial class {name}{(isDouble ? "" : "Single")};\n";

    private static double Formula(string name, double[] outputs, double[] targets)
    {
        Func<double[], double[], double> ofRow = OwnLosses.All.Single(l => l.Name == name).OfRow;
        return outputs.Chunk(6).Zip(targets.Chunk(6), ofRow).Average();
    }

    /// <summary>Distributions for what takes them, else any numbers; above 0 for logarithms.</summary>
    private static double[] Targets(string name, int count)
    {
        double[] numbers = RuntimeModels.Numbers(count, 8);
        return name switch
        {
            "CrossEntropy" => [.. numbers.Chunk(6).SelectMany(row => row.Select(x => Math.Exp(x) / row.Sum(Math.Exp)))],
            "LogRatio" => [.. numbers.Select(Math.Exp)],
            _ => numbers,
        };
    }
}
