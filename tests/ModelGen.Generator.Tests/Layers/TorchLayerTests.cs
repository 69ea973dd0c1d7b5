using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Layers;

/// <summary>Layers against what PyTorch makes of the same numbers (<c>tests/goldens/layers</c>), in rows, with examples in the lanes of vectors, and as plain loops.</summary>
[Trait("Category", "Width")]
public sealed class TorchLayerTests
{
    private const double Tolerance = 1e-10;

    private static readonly string[] Forms = ["MaxBatch = 3", "MaxBatch = 20", "MaxBatch = 3, Kernels = Kernels.Reference"];

    private static readonly IReadOnlyList<Case> Cases = JsonSerializer.Deserialize<Case[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "goldens", "layers", "torch_layers.json")), new JsonSerializerOptions { PropertyNameCaseInsensitive = true })!;

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run($"""
        using ModelGen;

        namespace Declared;

        {string.Join("\n", from c in Cases from f in Forms.Index() select $"[Model({f.Item}, Precision = Precision.Double, InputGradients = true)] {c.Attributes} [MeanSquaredErrorLoss] public sealed partial class {c.Name}{f.Index};")}
        """));

    public static TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Outputs_and_gradients_are_those_of_PyTorch(string name)
    {
        Case expected = Cases.Single(c => c.Name == name);
        for (int form = 0; form < Forms.Length; form++)
        {
            TestModel model = Models.Value.Create($"{name}{form}");
            Assert.Equal(expected.Parameters.Keys.Order(), model.ParameterInfos.Select(p => p.Name).Order());
            foreach ((string parameter, double[] values) in expected.Parameters)
            {
                model.SetParameter(parameter, values);
            }

            Close.To(expected.Output, model.Predict(expected.X), Tolerance, $"{name}: Predict, {Forms[form]}");
            Close.To(expected.Output, model.Forward(expected.X), Tolerance, $"{name}: Forward, {Forms[form]}");
            Close.To([expected.Loss], [model.Backward(expected.Y)], Tolerance, $"{name}: the loss, {Forms[form]}");
            foreach ((string parameter, double[] values) in expected.Gradients)
            {
                Close.To(values, model.Canonical(model.Gradients, parameter), Tolerance, $"{name}: the gradient of {parameter}, {Forms[form]}");
            }

            Close.To(expected.Dx, model.InputGradients, Tolerance, $"{name}: the gradient of the input, {Forms[form]}");
        }
    }

    /// <summary>A case as the file has it.</summary>
    private sealed record Case(
        string Name,
        string Attributes,
        int Inputs,
        int Batch,
        IReadOnlyDictionary<string, double[]> Parameters,
        double[] X,
        double[] Y,
        double[] Output,
        double Loss,
        IReadOnlyDictionary<string, double[]> Gradients,
        double[] Dx);
}
