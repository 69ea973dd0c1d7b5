using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Losses;

/// <summary>Softmax cross-entropy of outputs with positions: classes are the last dimension, the loss is the mean over all positions, as PyTorch's.</summary>
[Trait("Category", "Width")]
public sealed class PositionTests
{
    private const int Classes = 3;

    private static readonly ModelDeclaration[] Declarations =
    [
        Rows("PositionsOne", 1, "Sgd(LearningRate = 0.1)"),
        Rows("PositionsFour", 4, "Sgd(LearningRate = 0.1)"),
        Rows("PositionsEight", 8, "Adam(LearningRate = 0.01)"),
        Rows("PositionsMany", 40, "Adam(LearningRate = 0.01)"),
        new("PositionsSmoothed", 6, 20, true, ["Dense(15)", "Reshape(5, 3)", "SoftmaxCrossEntropyLoss(LabelSmoothing = 0.1)", "Sgd(LearningRate = 0.1, Momentum = 0.9)"]),
        new("PositionsLanes", 72, 40, true, ["Conv2D(4, 3, Padding = 1, Activation = Activation.Tanh)", "MaxPool2D(2)", "Conv2D(3, 1)", "SoftmaxCrossEntropyLoss", "Adam(LearningRate = 0.01)"]) { Shape = "6, 6, 2" },
        new("PositionsGroups", 24, 80, true, ["Conv1D(5, 3, Activation = Activation.Relu)", "Conv1D(3, 2)", "SoftmaxCrossEntropyLoss", "Adam(LearningRate = 0.01)"]) { Shape = "12, 2" },
        new("PositionsFew", 12, 6, true, ["Conv1D(3, 2)", "SoftmaxCrossEntropyLoss", "Sgd(LearningRate = 0.1)"]) { Shape = "6, 2" },
    ];

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(Declarations)), Singles = new(() => new ModelBatch(Declarations.Select(d => d with { IsDouble = false })));

    public static TheoryData<string> Names => [.. Declarations.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_loss_is_the_mean_over_positions(string name)
    {
        TestModel model = Create(Models, name);
        double smoothing = name == "PositionsSmoothed" ? 0.1 : 0;
        foreach (int examples in new[] { 1, 2, 17, 33, model.MaxBatch }.Where(e => e <= model.MaxBatch))
        {
            double[] inputs = Inputs(model, examples);
            int[] classes = ClassesFor(model, examples);
            double[] outputs = model.Forward(inputs);
            double expected = MeanLoss(outputs, classes, smoothing);
            Close.To(expected, model.Backward(classes), 1e-12, "loss by classes");
            double[] gradients = model.Gradients, inputGradients = model.InputGradients;
            model.Forward(inputs);
            Close.To(expected, model.Backward(OneHot(classes)), 1e-12, "loss by one-hot rows");
            Close.To(gradients, model.Gradients, 1e-13, "gradients by classes and by one-hot rows");
            Close.To(inputGradients, model.InputGradients, 1e-13, "gradients of inputs by classes and by one-hot rows");
            Close.To(expected, model.Evaluate(inputs, classes), 1e-12, "evaluated loss");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_slopes_and_steps_use_them(string name)
    {
        TestModel model = Create(Models, name), other = Create(Models, name);
        int examples = Math.Min(model.MaxBatch, 19);
        double[] inputs = Inputs(model, examples), start = model.Parameters;
        int[] classes = ClassesFor(model, examples);
        model.Forward(inputs);
        model.Backward(classes);
        double[] gradients = model.Gradients;
        for (int k = 0; k < gradients.Length; k += Math.Max(1, gradients.Length / 40))
        {
            double slope = (LossAt(k, 1e-5) - LossAt(k, -1e-5)) / 2e-5;
            Assert.True(Math.Abs(slope - gradients[k]) < 1e-8, $"gradient {k}: {gradients[k]}, by differences {slope}");
        }

        model.Parameters = start;
        model.Forward(inputs);
        model.Backward(classes);
        model.Update();
        other.Parameters = start;
        other.TrainBatch(inputs, classes);
        Close.To(model.Parameters, other.Parameters, 1e-11, "parameters after a step");

        double LossAt(int k, double step)
        {
            double[] moved = [.. start];
            moved[k] += step;
            other.Parameters = moved;
            return other.Evaluate(inputs, classes);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Floats_say_the_same(string name)
    {
        TestModel model = Create(Models, name), single = Create(Singles, name);
        single.Parameters = model.Parameters;
        double[] inputs = Inputs(model, model.MaxBatch);
        int[] classes = ClassesFor(model, model.MaxBatch);
        Close.To(model.TrainBatch(inputs, classes), single.TrainBatch(inputs, classes), 1e-5, "loss");
        Close.To(model.Parameters, single.Parameters, 1e-3, "parameters");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_class_is_asked_for_each_position(string name)
    {
        TestModel model = Create(Models, name);
        double[] inputs = Inputs(model, 1);
        int[] classes = ClassesFor(model, 1);
        Assert.Throws<ArgumentException>(() => model.TrainBatch(inputs, classes[..^1]));
        Assert.Throws<ArgumentException>(() => model.Evaluate(inputs, new[] { 0 }));
        classes[^1] = Classes;
        var refused = Assert.Throws<ArgumentException>(() => model.TrainBatch(inputs, classes));
        Assert.Contains($"go from 0 to 2, but classes[{classes.Length - 1}] is 3", refused.Message, StringComparison.Ordinal);
    }

    private static ModelDeclaration Rows(string name, int maxBatch, string optimizer) =>
        new(name, 4, maxBatch, true, ["Dense(7, Activation.Tanh)", "Dense(15)", "Reshape(5, 3)", "SoftmaxCrossEntropyLoss", optimizer]);

    private static TestModel Create(Lazy<ModelBatch> models, string name) =>
        models.Value.Create(Declarations.Single(d => d.Name == name) with { IsDouble = models == Models });

    private static double[] Inputs(TestModel model, int examples) => [.. Enumerable.Range(0, examples * model.InputLength).Select(k => Math.Sin(1.7 * k))];

    private static int[] ClassesFor(TestModel model, int examples) => [.. Enumerable.Range(0, examples * model.OutputLength / Classes).Select(k => (k * k + k / 3) % Classes)];

    private static double[] OneHot(int[] classes) => [.. classes.SelectMany(c => Enumerable.Range(0, Classes).Select(k => k == c ? 1.0 : 0.0))];

    /// <summary>The mean over all positions of −Σ t ln softmax(z), straight from the definition.</summary>
    private static double MeanLoss(double[] outputs, int[] classes, double smoothing) => classes.Select((c, position) =>
    {
        double[] z = outputs[(position * Classes)..((position + 1) * Classes)];
        double sum = z.Sum(Math.Exp);
        return -Enumerable.Range(0, Classes).Sum(k => (((k == c ? 1 : 0) * (1 - smoothing)) + (smoothing / Classes)) * Math.Log(Math.Exp(z[k]) / sum));
    }).Average();
}
