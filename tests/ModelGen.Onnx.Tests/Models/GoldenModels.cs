using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Goldens;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Onnx.Tests.Models;

/// <summary>PyTorch's networks, exported with PyTorch's weights, and PyTorch's outputs.</summary>
internal static class GoldenModels
{
    /// <summary>Cases that differ only in loss and optimizer are one model here.</summary>
    private static readonly Dictionary<string, ModelDeclaration> Declared = GoldenFiles.Supported.Select(Declare).DistinctBy(Network).ToDictionary(Network);

    private static readonly Lazy<ModelBatch> Batch = new(() => new ModelBatch(Declared.Values));

    public static IEnumerable<string> Names => GoldenFiles.Supported.Select(g => g.Name);

    /// <summary>Every case with the weights after some steps of training, and those that infer as they train also with the first.</summary>
    public static IEnumerable<ExportedModel> All => GoldenFiles.Supported.SelectMany(golden => golden.DiffersInInference ? [Trained(golden)] : new[] { First(golden), Trained(golden) });

    public static string TrainedName(string golden) => $"{golden}_trained";

    private static ExportedModel First(GoldenCase golden) => Export(golden, golden.Name, golden.Params.Select(p => KeyValuePair.Create(p.Name, p.Values)), golden.Output);

    private static ExportedModel Trained(GoldenCase golden) => Export(golden, TrainedName(golden.Name), golden.Steps.Kept, golden.EvalOutputAfterSteps);

    private static ExportedModel Export(GoldenCase golden, string name, IEnumerable<KeyValuePair<string, double[]>> parameters, double[] expected)
    {
        TestModel model = Batch.Value.Create(Declared[Network(Declare(golden))]);
        foreach (var (parameter, values) in parameters)
        {
            model.SetParameter(GoldenDeclaration.ParameterName(golden, parameter), values);
        }

        return ExportedModel.Of(name, model, golden.X, expected);
    }

    /// <summary>The case without loss and optimizer, which stand last: only prediction is generated.</summary>
    private static ModelDeclaration Declare(GoldenCase golden)
    {
        ModelDeclaration declared = GoldenDeclaration.Declare(golden, isDouble: true, GoldenForm.InDense);
        return declared with { Attributes = [.. declared.Attributes.SkipLast(2)], InputGradients = false };
    }

    private static string Network(ModelDeclaration model) => $"{model.Shape}: {string.Join(", ", model.Attributes)}";
}
