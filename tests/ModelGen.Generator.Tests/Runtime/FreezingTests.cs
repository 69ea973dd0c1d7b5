using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Tensors that are frozen while the model trains keep their bits; all others move as if nothing were frozen.</summary>
[Trait("Category", "Width")]
public sealed class FreezingTests
{
    private static readonly string[] Optimizers =
    [
        "Sgd(LearningRate = 0.1)", "Sgd(LearningRate = 0.1, WeightDecay = 0.1)", "Sgd(LearningRate = 0.1, Momentum = 0.9, Nesterov = true)", "Sgd(LearningRate = 0.1, ClipNorm = 0.05)",
        "Adam(WeightDecay = 0.1)", "AdamW(WeightDecay = 0.5)", "Adam(ClipNorm = 0.05)", "RmsProp(Momentum = 0.9)", "Adagrad", "Adadelta", "NAdam", "Adamax", "RAdam", "Lion(WeightDecay = 0.1)", "Adan(WeightDecay = 0.1)", "Muon(WeightDecay = 0.1)", "Muon(ClipNorm = 0.05, IncludeOutputs = true)", "Adam] [Ema",
    ];

    // One example a step, a straight line of four, more than a line has; plain loops.
    private static readonly string[] Settings = ["MaxBatch = 1", "MaxBatch = 4", "MaxBatch = 19", "MaxBatch = 19, Kernels = Kernels.Reference"];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using ModelGen; namespace Declared;\n" + string.Concat(
        from s in Enumerable.Range(0, Settings.Length)
        from o in Enumerable.Range(0, Optimizers.Length)
        select $"[Model({Settings[s]})] [Input(3)] [Dense(5, Activation.Tanh, L2 = 0.01, Name = \"first\")] [Dense(4, Activation.Tanh)] [Dense(2, Name = \"last\")] [MeanSquaredErrorLoss] [{Optimizers[o]}] public sealed partial class Net{s}x{o};\n")
        + "[Model] [Input(3)] [Dense(5, Trainable = false)] [BatchNorm] [Dense(2)] [SoftmaxCrossEntropyLoss] [Adam] public sealed partial class Kinds;\n"
        + "[Model] [Input(3)] [Dense(5)] public sealed partial class Predictor;\n"));

    public static IEnumerable<object[]> Cases => from s in Enumerable.Range(0, Settings.Length) from o in Enumerable.Range(0, Optimizers.Length) select new object[] { s, o };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Frozen_tensors_keep_their_bits_and_the_others_move(int setting, int optimizer)
    {
        foreach (int threads in setting == 2 ? new[] { 1, 2 } : [1])
        {
            TestModel model = Create(setting, optimizer), twin = Create(setting, optimizer);
            double[] inputs = RuntimeModels.Inputs(model, model.MaxBatch), targets = RuntimeModels.Targets(model, model.MaxBatch);
            foreach (TestModel one in new[] { model, twin })
            {
                one.DegreeOfParallelism = threads;
                for (int step = 0; step < 3; step++)
                {
                    one.TrainBatch(inputs, targets);
                }
            }

            // Frozen for one step, by TrainBatch and then by Update: what is not frozen goes where the twin goes.
            double[] before = model.Parameters;
            double[][] states = model.OptimizerStates;
            model.SetTrainable("first", false);
            model.SetTrainable("last.bias", false);
            model.TrainBatch(inputs, targets);
            twin.TrainBatch(inputs, targets);
            AssertFrozen(before, states, model);
            if (!Optimizers[optimizer].Contains("ClipNorm", StringComparison.Ordinal))
            {
                Assert.Equal(Of(twin.Parameters, twin, "dense2.weight"), Of(model.Parameters, model, "dense2.weight"));
                Assert.Equal(Of(twin.Parameters, twin, "last.weight"), Of(model.Parameters, model, "last.weight"));
            }

            Assert.NotEqual(Of(before, model, "last.weight"), Of(model.Parameters, model, "last.weight"));
            for (int step = 0; step < 3; step++)
            {
                model.Forward(inputs);
                model.Backward(targets);
                model.Update();
            }

            AssertFrozen(before, states, model);

            // Whoever sets a frozen tensor has it as he set it.
            double[] own = [.. Enumerable.Range(0, 5).Select(k => (double)k)];
            model.SetParameter("first.bias", own);
            model.TrainBatch(inputs, targets);
            Assert.Equal(own, model.GetParameter("first.bias"));
            model.SetTrainable("*", true);
            model.TrainBatch(inputs, targets);
            Assert.All(model.ParameterInfos, p => Assert.NotEqual(Of(before, model, p.Name), Of(model.Parameters, model, p.Name)));
        }
    }

    /// <summary>The norm is that of the gradients that are used.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Frozen_gradients_do_not_count_in_the_norm(int setting)
    {
        TestModel model = Create(setting, 3);
        double[] inputs = RuntimeModels.Inputs(model, model.MaxBatch), targets = RuntimeModels.Targets(model, model.MaxBatch);
        model.Forward(inputs);
        model.Backward(targets);
        double[] gradients = [.. model.Gradients], before = model.Parameters;
        string[] used = ["dense2.weight", "dense2.bias"];
        double norm = Math.Sqrt(used.Sum(name => Of(gradients, model, name).Sum(g => g * g))), factor = Math.Min(1, 0.05 / (norm + 1e-6));
        Assert.True(factor < 1);
        model.SetTrainable("first", false);
        model.SetTrainable("last", false);
        model.Update();
        foreach (string name in used)
        {
            Close.To([.. Of(before, model, name).Zip(Of(gradients, model, name), (w, g) => w - (0.1 * factor * g))], Of(model.Parameters, model, name), 1e-6, name);
        }

        Assert.All(Of(model.Gradients, model, "first.weight"), g => Assert.Equal(0, g));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_with_frozen_tensors_allocate_nothing(int setting, int optimizer)
    {
        TestModel model = Create(setting, optimizer);
        model.SetTrainable("first", false);
        double[] inputs = RuntimeModels.Inputs(model, model.MaxBatch), targets = RuntimeModels.Targets(model, model.MaxBatch);
        IReadOnlyDictionary<string, long> bytes = model.Allocations(inputs, targets);
        Assert.Equal(0, bytes["TrainBatch"] + bytes["Update"]);
    }

    [Fact]
    public void Patterns_mean_tensors_layers_and_several()
    {
        TestModel model = Create(1, 4);
        model.SetTrainable("*.bias", false);
        Assert.Equal([false, true, true], new[] { "last.bias", "last.weight", "last" }.Select(model.IsTrainable));
        model.SetTrainable("*", false);
        Assert.False(model.IsTrainable("*"));
        model.SetTrainable("*st", true);
        Assert.Equal([true, false, true], new[] { "first", "dense2", "last" }.Select(model.IsTrainable));
    }

    [Fact]
    public void What_is_no_tensor_or_never_trained_is_refused()
    {
        TestModel model = Create(1, 4), kinds = Models.Value.Create("Kinds");
        double[] inputs = RuntimeModels.Inputs(model, 4), targets = RuntimeModels.Targets(model, 4);
        ArgumentException unknown = Assert.Throws<ArgumentException>(() => model.SetTrainable("fist", false));
        Assert.Contains("Net1x4 has no tensor or layer fist (near it: first, last)", unknown.Message);
        Assert.All(new[] { "", "first.", "firs", "irst", "*x*" }, name => Assert.Throws<ArgumentException>(() => model.IsTrainable(name)));
        Assert.Contains("Trainable is false", Assert.Throws<ArgumentException>(() => kinds.SetTrainable("dense1", true)).Message);
        Assert.Throws<ArgumentException>(() => kinds.SetTrainable("batchNorm1.running_mean", false));
        kinds.SetTrainable("batchNorm1", false);
        Assert.Equal([false, false, true], new[] { "dense1", "batchNorm1", "dense2" }.Select(kinds.IsTrainable));
        TestModel predictor = Models.Value.Create("Predictor");
        Assert.Throws<InvalidOperationException>(() => predictor.SetTrainable("dense1", false));
        Assert.False(predictor.IsTrainable("dense1"));
        Assert.True(model.IsTrainable("first"));
        model.TrainBatch(inputs, targets);
    }

    [Fact]
    public void Files_do_not_tell()
    {
        TestModel model = Create(1, 4), frozen = Create(1, 4);
        frozen.SetTrainable("*", false);
        Assert.Equal(model.Save(), frozen.Save());
    }

    private static void AssertFrozen(double[] parameters, double[][] states, TestModel model)
    {
        double[][] now = model.OptimizerStates;
        foreach (string name in new[] { "first.weight", "first.bias", "last.bias" })
        {
            Assert.Equal(Of(parameters, model, name), Of(model.Parameters, model, name));
            Assert.All(Enumerable.Range(0, states.Length), k => Assert.Equal(Of(states[k], model, name), Of(now[k], model, name)));
        }
    }

    private static double[] Of(double[] numbers, TestModel model, string name) => model.ParameterInfos.Single(p => p.Name == name) is var p ? numbers[p.Offset..(p.Offset + p.Length)] : [];

    private static TestModel Create(int setting, int optimizer) => Models.Value.Create($"Net{setting}x{optimizer}", seed: 5);
}
