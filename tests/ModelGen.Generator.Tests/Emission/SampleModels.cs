using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Tests.Shapes;
using Xunit;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>The networks of the samples, and a wide one.</summary>
internal static class SampleModels
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["Moons"] = "[Model(MaxBatch = 1)] [Input(2)] [Dense(25, Activation.Sigmoid)] [Dense(50, Activation.Sigmoid)] [Dense(1, Activation.Sigmoid)] [HalfSumOfSquaresLoss] [Sgd(LearningRate = 0.01)]",
        ["Xor"] = "[Model(MaxBatch = 4)] [Input(2)] [Dense(2, Activation.Sigmoid)] [Dense(1, Activation.Sigmoid)] [MeanSquaredErrorLoss] [Sgd(LearningRate = 2.4)]",
        ["TenRows"] = "[Model(MaxBatch = 10)] [Input(2)] [Dense(4, Activation.Tanh, Bias = false)] [Dense(1, Activation.Sigmoid, Bias = false)] [BinaryCrossEntropyLoss] [Adam]",
        ["Curve"] = "[Model(MaxBatch = 10, Precision = Precision.Double)] [Input(1)] [Dense(10, Activation.Tanh)] [Dense(1)] [MeanSquaredErrorLoss] [NAdam(ClipNorm = 1)]",
        ["Digits"] = "[Model(MaxBatch = 64)] [Input(28, 28, 1)] [Flatten] [Dense(128, Activation.Relu, L2 = 0.0001)] [Dense(10)] [SoftmaxCrossEntropyLoss(LabelSmoothing = 0.1)] [AdamW]",
        ["Inference"] = "[Model] [Input(300)] [Dense(1000, Activation.Gelu)] [Dense(7, Activation.LogSoftmax)]",
    };

    public static TheoryData<string> Names => [.. All.Keys];

    public static ModelSpec Spec(string name) => Stages.Declared($"namespace Samples; {All[name]} public sealed partial class {name};");
}
