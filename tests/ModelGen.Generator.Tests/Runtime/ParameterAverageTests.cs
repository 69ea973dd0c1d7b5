using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>[Ema]: a running average of the parameters after each step.</summary>
[Trait("Category", "Width")]
public sealed class ParameterAverageTests
{
    private const double Decay = 0.8;

    private static readonly string[] Optimizers = ["Sgd(LearningRate = 0.1)", "Sgd(LearningRate = 0.1, Momentum = 0.9)", "Adam(LearningRate = 0.02)", "Adan(ClipNorm = 0.5)", "Muon(LearningRate = 0.02, IncludeOutputs = true)"];

    private static readonly string[] Settings = ["MaxBatch = 1", "MaxBatch = 4", "MaxBatch = 19", "MaxBatch = 19, Kernels = Kernels.Reference"];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using ModelGen; namespace Declared;\n" + string.Concat(
        from s in Enumerable.Range(0, Settings.Length)
        from o in Enumerable.Range(0, Optimizers.Length)
        select $"[Model({Settings[s]}, Precision = Precision.Double)] [Input(3)] [Dense(5, Activation.Tanh, Name = \"first\")] [Dense(2)] [MeanSquaredErrorLoss] [{Optimizers[o]}] [Ema(Decay = 0.8)] public sealed partial class Net{s}x{o};\n")
        + "[Model(MaxBatch = 8, Precision = Precision.Double)] [Input(3)] [Dense(5, Trainable = false)] [BatchNorm] [Dense(2)] [SoftmaxCrossEntropyLoss] [Adam] [Ema(Decay = 0.8)] public sealed partial class Kinds;\n"
        + "[Model(MaxBatch = 8)] [Input(3)] [Dense(2)] [MeanSquaredErrorLoss] [Sgd(LearningRate = 0)] [Ema(Decay = 0.9999)] public sealed partial class Still;\n"));

    public static IEnumerable<object[]> Cases => from s in Enumerable.Range(0, Settings.Length) from o in Enumerable.Range(0, Optimizers.Length) select new object[] { s, o };

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_follows_the_parameters_step_by_step(int setting, int optimizer)
    {
        foreach (bool wholeSteps in new[] { true, false })
        {
            TestModel model = Models.Value.Create($"Net{setting}x{optimizer}");
            IAveragedModel<double> averaged = (IAveragedModel<double>)model.Instance;
            double[] inputs = RuntimeModels.Inputs(model, model.MaxBatch), targets = RuntimeModels.Targets(model, model.MaxBatch);
            Assert.Equal(model.Parameters, averaged.AverageParameters.ToArray());
            double[] expected = [];
            for (int step = 1; step <= 5; step++)
            {
                if (wholeSteps)
                {
                    model.TrainBatch(inputs, targets);
                }
                else
                {
                    model.Forward(inputs);
                    model.Backward(targets);
                    model.Update();
                }

                double[] now = model.Parameters;
                expected = step == 1 ? now : [.. expected.Zip(now, (a, p) => (Decay * a) + ((1 - Decay) * p))];
                Close.To(expected, averaged.AverageParameters.ToArray(), 1e-13, $"{step}");
            }

            // Predictions by choice: those of a model with these parameters.
            TestModel other = Models.Value.Create($"Net{setting}x{optimizer}");
            other.Parameters = expected;
            double[] own = model.Predict(inputs);
            Assert.NotEqual(own, other.Predict(inputs));
            averaged.PredictsAverage = true;
            Close.To(other.Predict(inputs), model.Predict(inputs), 1e-13, "Predict");
            Close.To([other.Evaluate(inputs, targets)], [model.Evaluate(inputs, targets)], 1e-13, "Evaluate");
            averaged.PredictsAverage = false;
            Assert.Equal(own, model.Predict(inputs));
        }
    }

    [Fact]
    public void What_no_step_changes_is_in_it_as_it_is()
    {
        TestModel model = Models.Value.Create("Kinds");
        IAveragedModel<double> averaged = (IAveragedModel<double>)model.Instance;
        double[] inputs = RuntimeModels.Inputs(model, 8), targets = RuntimeModels.Targets(model, 8);
        model.SetTrainable("dense2.bias", false);
        for (int step = 0; step < 3; step++)
        {
            model.TrainBatch(inputs, targets);
        }

        averaged.PredictsAverage = true;
        double[] average = averaged.AverageParameters.ToArray(), parameters = model.Parameters;
        foreach (ParameterInfo tensor in model.ParameterInfos)
        {
            bool moves = tensor.Trainable && tensor.Name != "dense2.bias";
            Assert.True(moves != average[tensor.Offset..(tensor.Offset + tensor.Length)].SequenceEqual(parameters[tensor.Offset..(tensor.Offset + tensor.Length)]), tensor.Name);
        }

        Assert.All(model.Predict(inputs), y => Assert.True(double.IsFinite(y)));
    }

    [Fact]
    public void An_average_of_equal_numbers_is_that_number()
    {
        TestModel model = Models.Value.Create("Still");
        for (int step = 0; step < 50; step++)
        {
            model.TrainBatch(RuntimeModels.Inputs(model, 8), RuntimeModels.Targets(model, 8));
        }

        Assert.Equal(model.Parameters, ((IAveragedModel<float>)model.Instance).AverageParameters.ToArray().Select(v => (double)v));
    }

    [Fact]
    public void A_file_with_the_optimizers_state_holds_it()
    {
        TestModel model = Models.Value.Create("Net2x2"), other = Models.Value.Create("Net2x2");
        double[] inputs = RuntimeModels.Inputs(model, 19), targets = RuntimeModels.Targets(model, 19);
        model.TrainBatch(inputs, targets);
        model.TrainBatch(inputs, targets);
        other.Restore(model.Save());
        Assert.Equal(((IAveragedModel<double>)model.Instance).AverageParameters.ToArray(), ((IAveragedModel<double>)other.Instance).AverageParameters.ToArray());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_allocates_nothing(int setting, int optimizer)
    {
        TestModel model = Models.Value.Create($"Net{setting}x{optimizer}");
        ((IAveragedModel<double>)model.Instance).PredictsAverage = true;
        IReadOnlyDictionary<string, long> bytes = model.Allocations(RuntimeModels.Inputs(model, model.MaxBatch), RuntimeModels.Targets(model, model.MaxBatch));
        Assert.Equal(0, bytes["TrainBatch"] + bytes["Update"] + bytes["Predict"]);
    }
}
