using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Testing;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Gradients that come from those of the outputs: the slopes of Σ output · gradient, and the same as a loss gives that has these gradients.</summary>
[Trait("Category", "Width")]
public sealed class OutputGradientTests
{
    private const string Images = "[Input(7, 7, 2)]", Convolutions = "[Conv2D(5, 3, Padding = 1, Activation = Activation.Tanh)] [MaxPool2D(2)] [Flatten]";

    private static readonly Dictionary<string, (string Settings, string Layers)> Declarations = new()
    {
        ["Plain"] = ("MaxBatch = 6", "[Input(5)] [Dense(7, Activation.Tanh)] [Dense(3)] [Adam]"),
        ["Single"] = ("MaxBatch = 1", "[Input(5)] [Dense(7, Activation.Tanh)] [Dense(3)] [Sgd]"),
        ["Bare"] = ("MaxBatch = 4", "[Input(5)] [Dense(7, Activation.Tanh)] [Dense(3, Activation.Softmax)]"),
        ["Judged"] = ("MaxBatch = 6", "[Input(5)] [Dense(7, Activation.Tanh, L2 = 0.01)] [Dense(3, Activation.Sigmoid)] [MeanSquaredErrorLoss] [Sgd(LearningRate = 0.1)]"),
        ["Linear"] = ("MaxBatch = 6", "[Input(5)] [Dense(7, Activation.Tanh)] [Dense(6, Activation.Tanh)] [Dense(3)] [SoftmaxCrossEntropyLoss] [Adam]"),
        ["One"] = ("MaxBatch = 1", "[Input(5)] [Dense(7, Activation.Tanh)] [Dense(3)] [SoftmaxCrossEntropyLoss] [Sgd]"),
        ["Image"] = ("MaxBatch = 20", $"{Images} {Convolutions} [Dense(3)] [Adam]"),
        ["JudgedImage"] = ("MaxBatch = 20", $"{Images} {Convolutions} [Dense(4, Activation.Tanh)] [Dense(3)] [SoftmaxCrossEntropyLoss] [Adam]"),
        ["Groups"] = ("MaxBatch = 64", $"{Images} {Convolutions} [Dense(4, Activation.Sigmoid)] [Dense(3, Activation.Tanh)] [SoftmaxCrossEntropyLoss] [Adam]"),
        ["BareGroups"] = ("MaxBatch = 64", $"{Images} {Convolutions} [Dense(3)] [Sgd]"),
        ["Normalised"] = ("MaxBatch = 20", $"{Images} [Conv2D(4, 3)] [BatchNorm] {Convolutions} [Dense(3)] [MeanSquaredErrorLoss] [Adam]"),
        ["Dropped"] = ("MaxBatch = 6", "[Input(5)] [Dense(9, Activation.Tanh)] [Dropout(0.4)] [Dense(3)] [Adam]"),
        ["Sequence"] = ("MaxBatch = 5", "[Input(4, 3)] [Lstm(4, ReturnSequences = true)] [Dense(2)] [MeanSquaredErrorLoss] [Adam]"),
        ["Lengths"] = ("MaxBatch = 5", "[Input(4, 3, Lengths = true)] [Gru(4, ReturnSequences = true)] [Dense(2)] [SoftmaxCrossEntropyLoss] [Adam]"),
        ["Carried"] = ("MaxBatch = 3, Stateful = true", "[Input(4, 3)] [Gru(4)] [Dense(2)] [Adam]"),
        ["Both"] = ("MaxBatch = 5", """
            [Input(5)] [Dense(4, Activation.Tanh, Name = "shared")] [Dense(2, Name = "left")] [Dense(3, Activation.Sigmoid, From = "shared", Name = "right")]
            [MeanSquaredErrorLoss(Of = "left")] [SoftmaxCrossEntropyLoss(Of = "right", Weight = 2)] [Sgd]
            """),
        ["Through"] = ("MaxBatch = 5", """
            [Input(5)] [Dense(4, Activation.Tanh, Name = "early")] [Dense(2, Name = "late")] [MeanSquaredErrorLoss(Of = "early")] [MeanSquaredErrorLoss(Of = "late")] [Adam]
            """),
        ["Loops"] = ("MaxBatch = 6, Kernels = Kernels.Reference", "[Input(5)] [Dense(7, Activation.Tanh)] [Dense(3)] [Adam]"),
        ["JudgedLoops"] = ("MaxBatch = 6, Kernels = Kernels.Reference", "[Input(5)] [Dense(7, Activation.Tanh, L2 = 0.01)] [Dense(3)] [SoftmaxCrossEntropyLoss] [Adam]"),
    };

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(
        "using ModelGen; namespace Declared;\n" + string.Concat(Declarations.SelectMany(d => new[] { true, false }.Select(isDouble =>
            $"[Model({d.Value.Settings}, InputGradients = true, OutputGradients = true{(isDouble ? ", Precision = Precision.Double" : "")})] {d.Value.Layers} public sealed partial class {Name(d.Key, isDouble)};\n")))));

    public static TheoryData<string> Names => [.. Declarations.Keys];

    private static string Name(string key, bool isDouble) => key + (isDouble ? "Double" : "Single");

    private static TestModel Create(string key, bool isDouble = true, int seed = 3) => Models.Value.Create(Name(key, isDouble), seed);

    private static double[] Inputs(TestModel model, int examples)
    {
        double[] inputs = RuntimeModels.Inputs(model, examples);
        for (int b = 0; b < examples && model.LengthAt >= 0; b++)
        {
            inputs[(b * model.InputLength) + model.LengthAt] = 1 + (b % model.InputShape[0] % 4);
        }

        return inputs;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void They_are_the_slopes_of_what_has_these_gradients(string key)
    {
        TestModel model = Create(key);
        foreach (int examples in new[] { 1, 3, model.MaxBatch }.Where(n => n <= model.MaxBatch).Distinct())
        {
            double[] inputs = Inputs(model, examples), given = RuntimeModels.Numbers(examples * model.OutputLength, 9);
            Step(model, inputs, new double[given.Length]);
            double[] penalties = model.Gradients;
            Step(model, inputs, given);
            double[] gradients = [.. model.Gradients.Zip(penalties, (g, p) => g - p)], inputGradients = model.InputGradients;
            double[] parameters = model.Parameters;
            foreach (int i in Enumerable.Range(0, parameters.Length).Where(i => i % Math.Max(1, parameters.Length / 40) == 0 && IsTrainable(model, i)))
            {
                Close.To(Slope(parameters, i, values =>
                {
                    model.Parameters = values;
                    return Sum(model, inputs, given);
                }), gradients[i], 1e-6, $"{key}, {examples} examples, parameter {i}");
            }

            model.Parameters = parameters;
            foreach (int i in Enumerable.Range(0, inputs.Length).Where(i => i % Math.Max(1, inputs.Length / 20) == 0 && i % model.InputLength != model.LengthAt))
            {
                Close.To(Slope(inputs, i, values => Sum(model, values, given)), inputGradients[i], 1e-6, $"{key}, {examples} examples, input {i}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Single_precision_gives_the_same(string key)
    {
        TestModel wide = Create(key), narrow = Create(key, isDouble: false);
        narrow.Parameters = wide.Parameters;
        wide.Parameters = narrow.Parameters;
        double[] inputs = Inputs(wide, wide.MaxBatch), given = RuntimeModels.Numbers(wide.MaxBatch * wide.OutputLength, 9);
        Step(wide, inputs, given);
        Step(narrow, inputs, given);
        Close.To(wide.Gradients, narrow.Gradients, 2e-4, key);
        Close.To(wide.InputGradients, narrow.InputGradients, 2e-4, key);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fast_code_agrees_with_plain_loops(string key)
    {
        foreach (bool isDouble in new[] { true, false })
        {
            KernelCheck check = Create(key, isDouble).CheckKernels();
            Assert.InRange(check.Error, 0, 1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_allocated(string key)
    {
        TestModel model = Create(key, isDouble: false);
        Assert.Equal(0, model.AllocationOfBackwardFrom(Inputs(model, model.MaxBatch), RuntimeModels.Numbers(model.MaxBatch * model.OutputLength, 9)));
    }

    /// <summary>The gradients of a mean squared error and of a cross-entropy, by their formulas.</summary>
    [Theory]
    [InlineData("Judged")]
    [InlineData("Linear")]
    [InlineData("One")]
    [InlineData("JudgedImage")]
    [InlineData("Groups")]
    [InlineData("JudgedLoops")]
    public void The_gradients_of_a_loss_lead_to_the_gradients_of_the_model(string key)
    {
        TestModel judged = Create(key), given = Create(key);
        int examples = judged.MaxBatch, length = judged.OutputLength;
        double[] inputs = Inputs(judged, examples), targets = RuntimeModels.Targets(judged, examples);
        double[] outputs = judged.Forward(inputs);
        judged.Backward(targets);
        given.Forward(inputs);
        given.BackwardFrom([.. outputs.Chunk(length).Zip(targets.Chunk(length), (y, t) => judged.TakesClasses
            ? y.Select((v, i) => ((Math.Exp(v) / y.Sum(Math.Exp)) - t[i]) / examples)
            : y.Select((v, i) => 2 * (v - t[i]) / (length * examples))).SelectMany(g => g)]);
        Close.To(judged.Gradients, given.Gradients, 1e-12, key);
        Close.To(judged.InputGradients, given.InputGradients, 1e-12, key);
        judged.Update();
        given.Update();
        Close.To(judged.Parameters, given.Parameters, 1e-7, key);
    }

    /// <summary>The inputs' gradients of the second model are what the first one is given.</summary>
    [Fact]
    public void Two_models_in_a_row_have_the_gradients_of_one()
    {
        GeneratedModels models = GeneratorHarness.Run("""
            using ModelGen;
            [Model(MaxBatch = 7, OutputGradients = true, Precision = Precision.Double)] [Input(6)] [Dense(9, Activation.Tanh)] [Dense(4, Activation.Sigmoid)] [Adam] public sealed partial class First;
            [Model(MaxBatch = 7, InputGradients = true, Precision = Precision.Double)] [Input(4)] [Dense(5, Activation.Tanh)] [Dense(2)] [MeanSquaredErrorLoss] [Adam] public sealed partial class Second;
            [Model(MaxBatch = 7, Precision = Precision.Double)] [Input(6)] [Dense(9, Activation.Tanh)] [Dense(4, Activation.Sigmoid)] [Dense(5, Activation.Tanh)] [Dense(2)]
            [MeanSquaredErrorLoss] [Adam] public sealed partial class Whole;
            """);
        TestModel first = models.Create("First", 1), second = models.Create("Second", 2), whole = models.Create("Whole", 3);
        double[] inputs = RuntimeModels.Inputs(first, 7), targets = RuntimeModels.Targets(second, 7);
        for (int step = 0; step < 3; step++)
        {
            foreach ((TestModel part, int from) in new[] { (first, 1), (second, 3) })
            {
                foreach (ParameterInfo tensor in part.ParameterInfos)
                {
                    int layer = (tensor.Name[5] - '1') + from;
                    whole.SetParameter($"dense{layer}{tensor.Name[6..]}", part.GetParameter(tensor.Name));
                }
            }

            second.Forward(first.Forward(inputs));
            double loss = second.Backward(targets);
            first.BackwardFrom(second.InputGradients);
            whole.Forward(inputs);
            Close.To(whole.Backward(targets), loss, 1e-13, "the loss");
            foreach (string name in whole.ParameterInfos.Select(p => p.Name))
            {
                TestModel part = name[5] < '3' ? first : second;
                string own = $"dense{(name[5] < '3' ? name[5] - '0' : name[5] - '2')}{name[6..]}";
                Close.To(whole.Canonical(whole.Gradients, name), part.Canonical(part.Gradients, own), 1e-12, name);
            }

            first.Update();
            second.Update();
        }
    }

    /// <summary>Rows of a table that examples share add up; the update goes over them all.</summary>
    [Fact]
    public void Tables_get_the_gradients_of_the_rows_that_are_used()
    {
        TestModel judged = Tables.Value.Create("Judged", 2), given = Tables.Value.Create("Judged", 2), bare = Tables.Value.Create("Bare", 2);
        double[] indices = [0, 3, 3, 9, 1, 0], targets = RuntimeModels.Numbers(4, 5);
        double[] outputs = judged.Forward(indices), gradients = [.. outputs.Zip(targets, (y, t) => 2 * (y - t) / 4)];
        judged.Backward(targets);
        foreach (TestModel model in new[] { given, bare })
        {
            model.Forward(indices);
            model.BackwardFrom(gradients);
            Close.To(judged.Gradients, model.Gradients, 1e-13, model.Name);
        }

        judged.Update();
        given.Update();
        bare.Update();
        Close.To(judged.Parameters, given.Parameters, 1e-13, "parameters");
        Close.To(judged.Parameters, bare.Parameters, 1e-13, "parameters without a loss");
    }

    private static readonly Lazy<GeneratedModels> Tables = new(() => GeneratorHarness.Run(string.Concat(new[] { ("Judged", "[MeanSquaredErrorLoss]"), ("Bare", "") }.Select(m =>
        $"[ModelGen.Model(MaxBatch = 2, OutputGradients = true, Precision = ModelGen.Precision.Double)] [ModelGen.Input(3)] [ModelGen.Embedding(10, 4)] [ModelGen.Flatten] [ModelGen.Dense(2)] {m.Item2.Replace("[", "[ModelGen.")} [ModelGen.Sgd(LearningRate = 0.1)] public sealed partial class {m.Item1};\n"))));

    [Fact]
    public void Wrong_calls_change_nothing()
    {
        TestModel model = Create("Judged");
        double[] inputs = Inputs(model, 2), before = model.Parameters;
        Assert.Contains("call Forward first", Assert.Throws<InvalidOperationException>(() => model.BackwardFrom(new double[6])).Message);
        model.Forward(inputs);
        ArgumentException e = Assert.Throws<ArgumentException>(() => model.BackwardFrom(new double[5]));
        Assert.All(["JudgedDouble", "outputGradients", "6", "5"], part => Assert.Contains(part, e.Message));
        Assert.All(model.Gradients, g => Assert.Equal(0, g));
        Assert.Throws<InvalidOperationException>(model.Update);
        model.BackwardFrom([1, 2, 3, 4, 5, 6]);
        Assert.Equal(before, model.Parameters);
        model.Update();
        Assert.NotEqual(before, model.Parameters);
        Assert.Throws<InvalidOperationException>(() => model.BackwardFrom(new double[6]));
    }

    [Fact]
    public void A_model_without_a_loss_has_no_member_that_needs_one()
    {
        Type type = Models.Value.Type("PlainSingle");
        Assert.All(["Backward", "Evaluate", "TrainBatch", "DegreeOfParallelism"], member => Assert.Empty(type.GetMember(member)));
        Assert.All(["Forward", "BackwardFrom", "Update", "LearningRate", "Gradients", "InputGradients"], member => Assert.NotEmpty(type.GetMember(member)));
    }

    private static bool IsTrainable(TestModel model, int index) => model.ParameterInfos.Single(p => index >= p.Offset && index < p.Offset + p.Length).Trainable;

    private static void Step(TestModel model, double[] inputs, double[] given)
    {
        Start(model);
        model.Forward(inputs);
        model.BackwardFrom(given);
    }

    private static double Sum(TestModel model, double[] inputs, double[] given)
    {
        Start(model);
        return model.Forward(inputs).Zip(given, (y, g) => y * g).Sum();
    }

    /// <summary>The same numbers dropped every time, from the same state.</summary>
    private static void Start(TestModel model)
    {
        model.Instance.GetType().GetMethod("ResetState")?.Invoke(model.Instance, null);
        if (model.Instance is IDropoutModel dropout)
        {
            dropout.DropoutStep = 0;
        }
    }

    private static double Slope(double[] values, int index, Func<double[], double> function)
    {
        const double Step = 1e-5;
        double[] above = [.. values], below = [.. values];
        above[index] += Step;
        below[index] -= Step;
        return (function(above) - function(below)) / (2 * Step);
    }
}
