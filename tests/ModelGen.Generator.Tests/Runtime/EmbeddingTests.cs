using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Rows of tables in compiled models: against the interpreter and differences, by several threads, and with indices that are none.</summary>
[Trait("Category", "Width")]
public sealed class EmbeddingTests
{
    /// <summary>Models, the length of their output, and the learning rate.</summary>
    private static readonly (ModelDeclaration Model, int Outputs, double LearningRate)[] Declarations =
    [
        (new("Plain", 5, 18, false, ["Embedding(11, 4)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.5)"]), 3, 0.5),
        (new("Wide", 3, 7, false, ["Embedding(6, 37)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.5)"]), 3, 0.5),
        (new("Narrow", 6, 1, false, ["Embedding(5, 1)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.5)"]), 3, 0.5),
        (new("Momentum", 5, 9, false, ["Embedding(7, 4)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1, Momentum = 0.9)"]), 3, 0.1),
        (new("Decay", 5, 9, false, ["Embedding(7, 4)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1, WeightDecay = 0.1)"]), 3, 0.1),
        (new("Clipped", 5, 9, false, ["Embedding(7, 4)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1, ClipValue = 0.01)"]), 3, 0.1),
        (new("ClippedByNorm", 5, 9, false, ["Embedding(7, 4)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1, ClipNorm = 0.01)"]), 3, 0.1),
        (new("States", 5, 9, false, ["Embedding(7, 4)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Adam(LearningRate = 0.01)"]), 3, 0.01),
        (new("Frozen", 5, 9, false, ["Embedding(7, 4, Trainable = false)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"]), 3, 0.1),
        (new("Judged", 3, 9, false, ["Embedding(7, 2)", "Flatten", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"]), 6, 0.1),
        (new("Sequence", 8, 18, false, ["Embedding(9, 6)", "CustomActivation(typeof(Bends), nameof(Bends.Bend))", "Conv1D(4, 3)", "MaxPool1D(2)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"]), 3, 0.1),
        (new("Twice", 4, 9, false, ["Embedding(7, 2)", "Embedding(5, 3, From = \"input\")", "Concat(\"embedding1\", From = \"embedding2\")", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"]), 3, 0.1),
        (new("Mixed", 7, 18, false,
            ["Embedding(8, 3, From = \"kinds\")", "Flatten(Name = \"vectors\")", "Dense(6, Activation.Tanh, From = \"numbers\")", "Concat(\"vectors\")", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"])
            { SeveralInputs = ["Input(2, Name = \"kinds\")", "Input(5, Name = \"numbers\")"] }, 3, 0.1),
    ];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(
        ModelDeclaration.File(Declarations.SelectMany(d => new[] { Named(d.Model, false), Named(d.Model, true) }))
            + "internal static class Bends { internal static float Bend(float x) => x > 0 ? x : x / 2; internal static double Bend(double x) => x > 0 ? x : x / 2; }"));

    public static TheoryData<string> Names => [.. Declarations.Select(d => d.Model.Name)];

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (var declared in Declarations)
            {
                cases.Add(declared.Model.Name, false);
                cases.Add(declared.Model.Name, true);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_agrees_with_the_interpreter(string name, bool isDouble)
    {
        var (declared, outputs, learningRate) = Declarations.Single(d => d.Model.Name == name);
        foreach (int batch in new[] { 1, 5, declared.MaxBatch }.Where(b => b <= declared.MaxBatch).Distinct())
        {
            Trial trial = new(Seed: batch, [("MeanSquaredErrorLoss", outputs)], learningRate, isDouble, batch, Steps: 3);
            OracleComparison.Check(trial, Create(name, isDouble), Lowered(name, isDouble));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_the_slopes_of_the_loss(string name)
    {
        Experiment experiment = Draw(name, true, Math.Min(4, Declarations.Single(d => d.Model.Name == name).Model.MaxBatch));
        TestModel model = Start(Create(name, true), experiment);
        model.Forward(experiment.Inputs);
        model.Backward(experiment.Targets);
        double[] gradients = model.Gradients;
        foreach (ParameterInfo info in model.ParameterInfos.Where(p => !(name == "Frozen" && p.Name == "embedding1.weight")))
        {
            double[] values = experiment.Parameters[info.Name];
            CentralDifferences.Check(values, model.Canonical(gradients, info.Name), moved =>
            {
                model.SetParameter(info.Name, moved);
                model.Forward(experiment.Inputs);
                return model.Backward(experiment.Targets);
            }, $"{name}, {info.Name}");
            model.SetParameter(info.Name, values);
        }
    }

    [Theory]
    [InlineData("Plain")]
    [InlineData("Wide")]
    public void Only_the_rows_used_change(string name)
    {
        TestModel model = Create(name, false);
        double[] before = model.GetParameter("embedding1.weight"), inputs = [.. Enumerable.Range(0, 2 * model.InputLength).Select(k => k % 2 == 0 ? 1.0 : 4)];
        model.TrainBatch(inputs, new double[2 * model.OutputLength]);
        double[] after = model.GetParameter("embedding1.weight");
        int count = model.ParameterInfos[0].Shape[0], size = before.Length / count;
        for (int row = 0; row < count; row++)
        {
            Assert.Equal(row is not (1 or 4), before.AsSpan(row * size, size).SequenceEqual(after.AsSpan(row * size, size)));
        }
    }

    [Fact]
    public void Gradients_of_rows_used_before_are_zero()
    {
        TestModel model = Create("Plain", false);
        model.Forward([3, 3, 3, 3, 3]);
        model.Backward(new double[3]);
        model.Forward([5, 5, 5, 5, 5]);
        model.Backward(new double[3]);
        double[] gradient = model.Canonical(model.Gradients, "embedding1.weight");
        Assert.All(gradient.Take(20), g => Assert.Equal(0, g));
        Assert.All(gradient.Skip(20).Take(4), g => Assert.NotEqual(0, g));
    }

    [Theory]
    [InlineData("Plain", 2)]
    [InlineData("Plain", 3)]
    [InlineData("States", 4)]
    [InlineData("Mixed", 3)]
    public void Threads_go_where_one_goes_and_always_the_same_way(string name, int threads)
    {
        TestModel one = Create(name, true), many = Create(name, true), again = Create(name, true);
        (many.DegreeOfParallelism, again.DegreeOfParallelism) = (threads, threads);
        Experiment experiment = Draw(name, true, one.MaxBatch);
        for (int step = 0; step < 5; step++)
        {
            Close.To(one.TrainBatch(experiment.Inputs, experiment.Targets), many.TrainBatch(experiment.Inputs, experiment.Targets), 1e-12, $"loss of step {step}");
            Close.To(one.Parameters, many.Parameters, 1e-11, $"parameters after step {step}");
            again.TrainBatch(experiment.Inputs, experiment.Targets);
            Assert.Equal(many.Parameters, again.Parameters);
        }
    }

    [Theory]
    [InlineData(11, "11")]
    [InlineData(-1, "-1")]
    [InlineData(2.5, "2.5")]
    [InlineData(1e30, "1E+30")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(-0.25, "-0.25")]
    public void An_index_that_is_none_is_named_and_changes_nothing(double index, string text)
    {
        (string Parameter, Action<TestModel, double[]> Call)[] calls =
        [
            ("input", (m, x) => m.Predict(x)),
            ("inputs", (m, x) => m.Forward(x)),
            ("inputs", (m, x) => m.Evaluate(x, new double[6])),
            ("inputs", (m, x) => m.TrainBatch(x, new double[6])),
        ];
        foreach (bool isDouble in new[] { false, true })
        {
            foreach (var (parameter, call) in calls)
            {
                TestModel model = Create("Plain", isDouble);
                model.TrainBatch([1, 2, 3, 4, 5], new double[3]);
                model.Forward([1, 2, 3, 4, 5]);
                double[] before = model.Parameters, inputs = [0, 1, 2, 3, 10, 4, 5, index, 7, 8];
                var thrown = Assert.Throws<ArgumentException>(parameter, () => call(model, inputs));
                Assert.StartsWith(
                    $"Plain{(isDouble ? "Double" : "Single")}: layer 'embedding1' takes whole numbers from 0 to 10 as indices, but {parameter}[7], index 2 of example 1, is ", thrown.Message);
                if (isDouble || index != 1e30)
                {
                    Assert.Contains($" {text}.", thrown.Message);
                }

                Assert.Equal(before, model.Parameters);
                model.Backward(new double[3]);
            }
        }
    }

    [Fact]
    public void Of_several_inputs_the_one_with_indices_is_checked()
    {
        TestModel model = Create("Mixed", false);
        model.Predict([7, 0, 0.5, -3, 9, 100, double.NaN]);
        var thrown = Assert.Throws<ArgumentException>("input", () => model.Predict([7, 0, 1, 1, 1, 1, 1, 0, 8, 1, 1, 1, 1, 1]));
        Assert.Contains("input[8], index 1 of example 1, is 8.", thrown.Message);
    }

    private static ModelDeclaration Named(ModelDeclaration model, bool isDouble) =>
        model with { Name = ModelName(model.Name, isDouble), IsDouble = isDouble };

    private static string ModelName(string name, bool isDouble) => $"{name}{(isDouble ? "Double" : "Single")}";

    private static TestModel Create(string name, bool isDouble) => Models.Value.Create(ModelName(name, isDouble), seed: 3);

    private static OpGraph Lowered(string name, bool isDouble) => Graphs.Lower(Models.Value.Spec(ModelName(name, isDouble)));

    private static Experiment Draw(string name, bool isDouble, int batch) => Experiment.Draw(
        Lowered(name, isDouble), [("MeanSquaredErrorLoss", Declarations.Single(d => d.Model.Name == name).Outputs)], batch, seed: 1, CentralDifferences.Margin);

    private static TestModel Start(TestModel model, Experiment experiment)
    {
        foreach (var (name, values) in experiment.Parameters)
        {
            model.SetParameter(name, values);
        }

        return model;
    }
}
