using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Some models of each kind, compiled once, in both precisions.</summary>
internal static class RuntimeModels
{
    private static readonly ModelDeclaration[] Declarations =
    [
        new("Regression", 3, 5, false, ["Dense(7, Activation.Tanh)", "Dense(18, Activation.Relu)", "Dense(2)", "MeanSquaredErrorLoss", "Adam(LearningRate = 0.01)"]),
        new("Classifier", 4, 6, false, ["Dense(9, Activation.Gelu)", "Dense(5)", "SoftmaxCrossEntropyLoss", "Sgd(LearningRate = 0.1, Momentum = 0.9)"]) { InputGradients = false },
        new("Predictor", 37, 8, false, ["Dense(129, Activation.Relu)", "Dense(65, Activation.Sigmoid)", "Dense(10, Activation.Softmax)"]) { InputGradients = false },
        new("GradientsOnly", 3, 4, false, ["Dense(2, Activation.Sigmoid)", "BinaryCrossEntropyLoss"]) { InputGradients = false },
        new("OneByOne", 2, 1, false, ["Dense(25, Activation.Sigmoid)", "Dense(2, Activation.Sigmoid)", "HalfSumOfSquaresLoss", "Sgd(LearningRate = 0.01)"]) { InputGradients = false },
        new("Perceptron", 784, 16, false, ["Dense(128, Activation.Relu)", "Dense(10)", "SoftmaxCrossEntropyLoss", "Adam"]) { InputGradients = false },
        new("Frozen", 4, 3, false, ["Dense(6, Activation.Tanh, Trainable = false)", "Dense(2)", "MeanSquaredErrorLoss", "Adam"]) { InputGradients = false },
        new("Flattened", 6, 2, false, ["Flatten", "Dense(4, Activation.Relu, Name = \"hidden\")", "Dense(2)", "MeanAbsoluteErrorLoss", "Sgd"]) { InputGradients = false, Shape = "2, 3" },
    ];

    private static readonly Lazy<ModelBatch> Singles = Batch(isDouble: false), Doubles = Batch(isDouble: true);

    /// <summary>The class of a model.</summary>
    public static Type Type(string name, bool isDouble) => (isDouble ? Doubles : Singles).Value.Type(Declarations.Single(d => d.Name == name));

    public static TestModel Create(string name, bool isDouble, int seed = 0) => TestModel.Create(Type(name, isDouble), seed);

    /// <summary>The same numbers for the same seed, uniform in ±1.</summary>
    public static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(float)((2 * random.NextDouble()) - 1))];
    }

    public static double[] Inputs(TestModel model, int examples, int seed = 1) => Numbers(model.InputLength * examples, seed);

    public static double[] Targets(TestModel model, int examples, int seed = 2) =>
        model.TakesClasses
            ? Oracle.Experiment.OneHot([.. Enumerable.Range(seed, examples).Select(k => k % model.OutputLength)], model.OutputLength)
            : [.. Numbers(model.OutputLength * examples, seed).Select(Math.Abs)];

    private static Lazy<ModelBatch> Batch(bool isDouble) => new(() => new ModelBatch(Declarations.Select(d => d with { IsDouble = isDouble }), checkOverflow: isDouble));
}
