using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Onnx.Tests.Models;
using ModelGen.Onnx.Tests.Runtime;
using Xunit;

namespace ModelGen.Onnx.Tests;

/// <summary>An independent witness: ONNX Runtime computes what PyTorch and Predict compute.</summary>
[Trait("Category", "OnnxRuntime")]
public sealed class RuntimeTests
{
    private const double Tolerance = 1e-5, ToleranceInDouble = 1e-13;

    public static TheoryData<string> Goldens => AllModels.Named(GoldenModels.Names);

    public static TheoryData<string> Layers => AllModels.Named(LayerModels.Names);

    [WithOnnxRuntime]
    [MemberData(nameof(Goldens))]
    public void GoldenNetworksGivePyTorchsOutputs(string name)
    {
        Check(GoldenModels.TrainedName(name));
        if (AllModels.ByName.ContainsKey(name))
        {
            Check(name);
        }
    }

    [WithOnnxRuntime]
    [MemberData(nameof(Layers))]
    public void LayersGiveWhatPredictGives(string name) => Check(name);

    private static void Check(string name)
    {
        ExportedModel model = AllModels.ByName[name];
        var outputs = OnnxRuntime.Outputs(name);
        foreach (TensorInfo output in model.Outputs)
        {
            double tolerance = LayerModels.NamesInDouble.Contains(name) ? ToleranceInDouble : Tolerance;
            Close.To(ExportedModel.Part(model.Expected, model.Outputs, output), outputs[output.Name], tolerance, $"{name}: {output.Name}");
        }
    }
}
