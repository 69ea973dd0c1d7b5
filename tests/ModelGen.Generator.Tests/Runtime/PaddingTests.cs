using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Convolutions of which every window lies in the padding: their outputs are the bias, whatever the inputs are, and nothing has a gradient but the bias.</summary>
[Trait("Category", "Width")]
public sealed class PaddingTests
{
    private static readonly (string Name, string Shape, string Layer)[] Layers =
    [
        ("Line", "2, 1", "Conv1D(1, 1, Stride = 4, Padding = 1)"),
        ("LineOfChannels", "2, 3", "Conv1D(17, 1, Stride = 4, Padding = 1)"),
        ("Grouped", "2, 4", "Conv1D(4, 1, Stride = 4, Padding = 1, Groups = 2)"),
        ("Depthwise", "2, 5", "DepthwiseConv1D(1, Stride = 4, Padding = 1)"),
        ("Plane", "3, 2, 1", "Conv2D(1, 1, Stride = 5, Padding = 1)"),
        ("PlaneOfChannels", "3, 2, 4", "Conv2D(8, 1, Stride = 5, Padding = 1)"),
        ("Rows", "2, 4, 3", "Conv2D(5, 1, StrideHeight = 4, PaddingTop = 1)"),
        ("Columns", "4, 2, 3", "Conv2D(5, 1, StrideWidth = 4, PaddingLeft = 1)"),
        ("WideKernel", "2, 3", "Conv1D(4, 2, Stride = 5, PaddingLeft = 2)"),
        ("Mixed", "4, 2, 3", "Conv2D(5, 3, 1, StrideWidth = 4, PaddingLeft = 1)"),
        ("DepthwisePlane", "3, 2, 4", "DepthwiseConv2D(1, Stride = 5, Padding = 1, Multiplier = 2)"),
    ];

    private static readonly int[] MaxBatches = [1, 2, 17];

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(
        from layer in Layers from isDouble in new[] { false, true } from maxBatch in MaxBatches select Declare(layer.Name, isDouble, maxBatch)));

    public static TheoryData<string, bool, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, bool, int>();
            foreach (var (name, isDouble, maxBatch) in from layer in Layers from isDouble in new[] { false, true } from maxBatch in MaxBatches select (layer.Name, isDouble, maxBatch))
            {
                cases.Add(name, isDouble, maxBatch);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs_are_the_bias(string name, bool isDouble, int maxBatch)
    {
        TestModel model = Models.Value.Create(Declare(name, isDouble, maxBatch));
        double[] inputs = [.. Enumerable.Range(0, maxBatch * model.InputLength).Select(k => 100.0 + k)], outputs = [.. Enumerable.Repeat(0.5, maxBatch * model.OutputLength)];
        string weight = model.ParameterInfos.Single(p => p.Name.EndsWith(".weight", StringComparison.Ordinal)).Name, bias = weight.Replace(".weight", ".bias");
        model.SetParameter(weight, [.. Enumerable.Repeat(1.0, model.GetParameter(weight).Length)]);
        model.SetParameter(bias, [.. Enumerable.Repeat(0.5, model.GetParameter(bias).Length)]);

        Assert.Equal(outputs, model.Predict(inputs));
        Assert.Equal(outputs, model.Forward(inputs));
        Assert.Equal(outputs[..model.OutputLength], model.Forward(inputs[..model.InputLength]));
        model.Forward(inputs);
        Close.To(0.25, model.Backward(new double[outputs.Length]), 1e-6, "the loss");
        Assert.All(model.Canonical(model.Gradients, weight), g => Assert.Equal(0, g));
        double[] ofBias = model.Canonical(model.Gradients, bias);
        Close.To([.. ofBias.Select(_ => 1.0 / ofBias.Length)], ofBias, 1e-6, "the gradient of the bias");
        Assert.All(model.InputGradients, g => Assert.Equal(0, g));

        model.TrainBatch(inputs, new double[outputs.Length]);
        Assert.All(model.GetParameter(weight), w => Assert.Equal(1, w));
        Close.To([.. ofBias.Select(g => 0.5 - (0.1 * g))], model.GetParameter(bias), 1e-6, "the bias after a step");
    }

    private static ModelDeclaration Declare(string name, bool isDouble, int maxBatch)
    {
        (_, string shape, string layer) = Layers.Single(l => l.Name == name);
        return new($"{name}{(isDouble ? "Double" : "Single")}{maxBatch}", 0, maxBatch, isDouble, [layer, "MeanSquaredErrorLoss", "Sgd(LearningRate = 0.1)"]) { Shape = shape };
    }
}
