using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Losses;

/// <summary>
/// Weighted means as users of PyTorch write them: <c>(w * loss(reduction='none')).sum() / w.sum()</c>, with weights of classes or ignored classes divided by the sum of what then counts. Values and
/// gradients of the outputs are PyTorch's, in double.
/// </summary>
public sealed class SampleWeightTorchTests
{
    private static readonly double[] Outputs = [0.5, -1, 2, 0.25, 1.5, 0, -0.75, 1, -2, 0.5, 0.125, 3, 0.75, 0.75, -1.5, 0, 1, -0.5, 0.25, -0.25];
    private static readonly double[] Weights = [0.5, 2, 0, 1.25, 3], Targets = [1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 1, 1, 0, 1, 0];
    private static readonly int[] Classes = [2, 0, 3, 1, 3];

    private static readonly (string Loss, double Value, double[] Gradients)[] Cases =
    [
        ("MeanSquaredErrorLoss({0})", 1.134259259259,
            [-0.018518518519, -0.037037037037, 0.074074074074, -0.027777777778, 0.222222222222, -0.148148148148, -0.259259259259, 0.148148148148, 0, 0,
            0, 0, 0.069444444444, 0.069444444444, -0.231481481481, -0.092592592593, 0, -0.111111111111, -0.166666666667, -0.055555555556]),
        ("MeanAbsoluteErrorLoss({0})", 0.865740740741,
            [-0.018518518519, -0.018518518519, 0.018518518519, -0.018518518519, 0.074074074074, -0.074074074074, -0.074074074074, 0.074074074074, 0, 0,
            0, 0, 0.046296296296, 0.046296296296, -0.046296296296, -0.046296296296, 0, -0.111111111111, -0.111111111111, -0.111111111111]),
        ("HuberLoss(Delta = 0.5, {0})", 0.325231481481,
            [-0.009259259259, -0.009259259259, 0.009259259259, -0.009259259259, 0.037037037037, -0.037037037037, -0.037037037037, 0.037037037037, 0, 0,
            0, 0, 0.023148148148, 0.023148148148, -0.023148148148, -0.023148148148, 0, -0.055555555556, -0.055555555556, -0.027777777778]),
        ("BinaryCrossEntropyWithLogitsLoss({0})", 0.855093332537,
            [-0.006991493867, 0.004980396692, 0.016311057000, -0.008107842576, 0.060561072311, -0.037037037037, -0.050309533272, 0.054152487306, 0, 0,
            0, 0, 0.031443458295, 0.031443458295, -0.037850670194, -0.023148148148, -0.029882380152, 0.041948963200, -0.048647055457, 0.048647055457]),
        ("SoftmaxCrossEntropyLoss({0})", 1.257909868595,
            [0.011424801873, 0.002549217872, -0.022871664390, 0.008897644645, -0.143176346789, 0.034165678856, 0.016138723943, 0.092871943990, 0, 0,
            0, 0, 0.071839414898, -0.113345770287, 0.007571818623, 0.033934536766, 0.224240214883, 0.050034755059, 0.105923577290, -0.380198547232]),
        ("SoftmaxCrossEntropyLoss(LabelSmoothing = 0.2, {0})", 1.338465424151,
            [0.007721098169, -0.001154485832, -0.011760553278, 0.005193940941, -0.098731902344, 0.019350864041, 0.001323909128, 0.078057129175, 0, 0,
            0, 0, 0.062580155639, -0.085567992510, -0.001687440636, 0.024675277507, 0.202017992661, 0.027812532836, 0.083701355068, -0.313531880565]),
        ("SoftmaxCrossEntropyLoss(ClassWeights = new[] {{ 1, 0.5, 3, 2 }}, {0})", 1.389695338336,
            [0.022849603746, 0.005098435743, -0.045743328779, 0.017795289290, -0.095450897859, 0.022777119237, 0.010759149295, 0.061914629327, 0, 0,
            0, 0, 0.023946471633, -0.037781923429, 0.002523939541, 0.011311512255, 0.298986953177, 0.066713006745, 0.141231436387, -0.506931396309]),
        ("SoftmaxCrossEntropyLoss(LabelSmoothing = 0.2, ClassWeights = new[] {{ 1, 0.5, 3, 2 }}, {0})", 1.496340445901,
            [0.018285920933, 0.003396511232, -0.032908214999, 0.011225782834, -0.053061272437, 0.020685987537, -0.017525586672, 0.049900871573, 0, 0,
            0, 0, 0.028549544361, -0.017746751935, -0.014858806184, 0.004056013758, 0.272960127618, 0.056803861584, 0.091490813078, -0.421254802280]),
        ("SoftmaxCrossEntropyLoss(IgnoreIndex = 1, {0})", 1.328588691920,
            [0.014021347753, 0.003128585570, -0.028069769933, 0.010919836610, -0.175716425604, 0.041930605868, 0.019806615748, 0.113979203988, 0, 0,
            0, 0, 0, 0, 0, 0, 0.275203900084, 0.061406290299, 0.129997117583, -0.466607307966]),
    ];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using ModelGen; namespace Declared;\n" + string.Concat(Cases.Select((c, k) =>
        $"[Model(MaxBatch = 5, Precision = Precision.Double, InputGradients = true)] [Input(4, Name = \"x\")] [Input(1, Name = \"w\")] [ActivationLayer(Activation.Identity)] [{string.Format(c.Loss, "SampleWeights = \"w\"")}] partial class Net{k};\n"))));

    public static IEnumerable<object[]> Numbers => Enumerable.Range(0, Cases.Length).Select(k => new object[] { k });

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Losses_and_gradients_are_those_of_PyTorch(int index)
    {
        (string loss, double value, double[] gradients) = Cases[index];
        TestModel model = Models.Value.Create($"Net{index}");
        double[] inputs = [.. Enumerable.Range(0, 5).SelectMany(b => Outputs[(4 * b)..(4 * b + 4)].Append(Weights[b]))];
        model.Forward(inputs);
        bool takesClasses = loss.StartsWith("Softmax", StringComparison.Ordinal);
        Close.To(value, takesClasses ? model.Backward(Classes) : model.Backward(Targets), 1e-10, loss);
        Close.To(value, takesClasses ? model.Evaluate(inputs, Classes) : model.Evaluate(inputs, Targets), 1e-10, loss);

        // Of its weight an example has no gradient.
        Close.To([.. Enumerable.Range(0, 5).SelectMany(b => gradients[(4 * b)..(4 * b + 4)].Append(0))], model.InputGradients, 1e-10, loss);
    }
}
