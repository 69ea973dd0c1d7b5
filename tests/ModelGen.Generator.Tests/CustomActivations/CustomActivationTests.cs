using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.CustomActivations;

/// <summary>Users' functions in compiled models: their values against the methods themselves, their gradients against differences and the interpreter.</summary>
[Trait("Category", "Width")]
public sealed class CustomActivationTests
{
    private const int Width = 37;

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run(Source()));

    public static TheoryData<string, bool> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool>();
            foreach (string name in Functions.Names)
            {
                cases.Add(name, false);
                cases.Add(name, true);
            }

            return cases;
        }
    }

    public static TheoryData<string> Names => [.. Functions.Names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Values_are_the_methods(string name, bool isDouble)
    {
        TestModel model = Create("Alone", name, isDouble);
        Func<double, double> method = Functions.Compiled(model.Instance.GetType().Assembly, name, isDouble);
        double[] input = [.. Enumerable.Range(0, Width).Select(k => (double)(float)((k - (Width / 2)) * 0.37 + 0.01))];
        double[] output = model.Predict(input);
        for (int k = 0; k < Width; k++)
        {
            Close.To(method(input[k]), output[k], isDouble ? 1e-13 : 4e-6, $"{name}({input[k]:R})");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Networks_agree_with_the_interpreter(string name, bool isDouble)
    {
        foreach (string kind in Functions.Few.Contains(name) ? new[] { "Dense", "Image" } : ["Dense"])
        {
            foreach (int batch in new[] { 1, 4, 18 })
            {
                Trial trial = new(Seed: batch, [("MeanSquaredErrorLoss", 3)], LearningRate: 0.1, isDouble, batch, Steps: 2);
                OracleComparison.Check(trial, Create(kind, name, isDouble), Lowered(kind, name, isDouble));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_the_slopes_of_the_loss(string name)
    {
        Experiment experiment = Experiment.Draw(Lowered("Dense", name, true), "MeanSquaredErrorLoss", 3, seed: 1, CentralDifferences.Margin);
        TestModel model = Create("Dense", name, isDouble: true);
        foreach (var (parameter, values) in experiment.Parameters)
        {
            model.SetParameter(parameter, values);
        }

        Slopes.Check(model, experiment, name);
    }

    [Fact]
    public void What_overflows_in_the_method_has_a_slope()
    {
        TestModel model = Create("Alone", "Swish", isDouble: false);
        double[] input = [.. Enumerable.Range(0, Width).Select(k => k % 2 == 0 ? -300.0 : 300)];
        model.Forward(input);
        model.Backward(new double[Width]);
        Assert.Equal(input.Select(x => Math.Max(0, x)), model.Predict(input).Select(y => y + 0));
        Assert.Equal(input.Select(x => 2 * Math.Max(0, x) / Width), model.InputGradients.Select(g => Math.Round(g, 3)), (a, b) => Math.Abs(a - b) < 1e-2);
    }

    [Fact]
    public void Numbers_that_are_none_stay_none()
    {
        TestModel model = Create("Alone", "Clamped", isDouble: false);
        double[] input = new double[Width];
        input[3] = double.NaN;
        Assert.Equal(3, Array.FindIndex(model.Predict(input), double.IsNaN));
        Assert.Equal(3, Array.FindLastIndex(model.Predict(input), double.IsNaN));
    }

    private static TestModel Create(string kind, string name, bool isDouble) => Models.Value.Create(ModelName(kind, name, isDouble));

    private static OpGraph Lowered(string kind, string name, bool isDouble) => Graphs.Lower(Models.Value.Spec(ModelName(kind, name, isDouble)));

    private static string ModelName(string kind, string name, bool isDouble) => $"{kind}{name}{(isDouble ? "Double" : "Single")}";

    private static string Source() =>
        "using System;\n" + ModelDeclaration.File(Functions.Names.SelectMany(n => new[] { false, true }.SelectMany(d => Declare(n, d)))) + Functions.Class(false) + Functions.Class(true);

    private static ModelDeclaration Image(string name, string activation, bool isDouble) => new(
        name, 32, 18, isDouble, ["Conv2D(3, 3, Padding = 1)", activation, "MaxPool2D(2)", "Flatten", "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"])
    {
        Shape = "4, 4, 2",
    };

    private static IEnumerable<ModelDeclaration> Declare(string name, bool isDouble)
    {
        string activation = Functions.Attribute(name, isDouble);
        return
        [
            new(ModelName("Alone", name, isDouble), Width, 2, isDouble, [activation, "MeanSquaredErrorLoss"]),
            new(ModelName("Dense", name, isDouble), 5, 18, isDouble, ["Dense(6)", activation, "Dense(3)", "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"]),
            .. Functions.Few.Contains(name) ? [Image(ModelName("Image", name, isDouble), activation, isDouble)] : Array.Empty<ModelDeclaration>(),
        ];
    }
}
