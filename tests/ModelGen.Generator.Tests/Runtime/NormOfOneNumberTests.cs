using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>
/// Normalisations of a single number. A root mean square leaves ±1 but for ε, and its slope ε / √(x² + ε)³ must not be what rounding leaves of a difference: an
/// optimizer that divides by the size of a gradient makes a whole step of it. Without its mean a number is 0, and has no slope at all.
/// </summary>
[Trait("Category", "Width")]
public sealed class NormOfOneNumberTests
{
    private static readonly (string Name, string Shape, string Layer)[] Norms =
    [
        ("Rms", "1", "RmsNorm(Affine = false)"),
        ("RmsWithWeight", "1", "RmsNorm"),
        ("RmsOfPositions", "3, 1", "RmsNorm(Epsilon = 0.001, Affine = false)"),
        ("Layer", "1", "LayerNorm(Affine = false)"),
        ("LayerWithWeight", "3, 1", "LayerNorm"),
        ("Group", "3", "GroupNorm(3)"),
        ("GroupOfOne", "1", "GroupNorm(1, Affine = false)"),
        ("Batch", "5", "BatchNorm"),
        ("BatchOfImage", "1, 1, 20", "BatchNorm(Affine = false)"),
    ];

    private static readonly int[] MaxBatches = [1, 4, 18];

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(
        from n in Norms from d in new[] { false, true } from m in MaxBatches select Declare(n.Name, d, m)));

    public static TheoryData<string> Rms => [.. Norms.Select(n => n.Name).Where(n => n.StartsWith("Rms", StringComparison.Ordinal))];

    public static TheoryData<string> Centred => [.. Norms.Select(n => n.Name).Where(n => !n.StartsWith("Rms", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Rms))]
    public void The_slope_of_a_root_mean_square_has_all_its_digits(string name)
    {
        double epsilon = name == "RmsOfPositions" ? 0.001 : 1.1920928955078125e-07;
        foreach (var (model, batch) in Each(name))
        {
            double[] inputs = [.. RuntimeModels.Inputs(model, batch).Select((x, k) => k % 5 == 4 ? 0 : x)];
            double[] outputs = model.Forward(inputs);
            Close.To([.. inputs.Select(x => x / Math.Sqrt((x * x) + epsilon))], outputs, model.IsDouble ? 1e-14 : 1e-6, model.Name);

            // The gradient of each output is 1, but for the mean over the examples.
            model.Backward([.. outputs.Select(y => y - 1)]);
            foreach (var (x, gradient) in inputs.Zip(model.InputGradients))
            {
                double slope = epsilon / Math.Pow((x * x) + epsilon, 1.5) / batch;
                Assert.Equal(1, gradient / slope, model.IsDouble ? 1e-9 : 1e-5);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Centred))]
    public void What_has_lost_its_mean_has_no_slope(string name)
    {
        foreach (var (model, batch) in Each(name))
        {
            // A batch normalisation has one number where there is one example.
            int examples = name.StartsWith("Batch", StringComparison.Ordinal) ? 1 : batch;
            model.Forward(RuntimeModels.Inputs(model, examples));
            model.Backward(RuntimeModels.Numbers(examples * model.OutputLength, seed: 3));
            Assert.All(model.InputGradients, g => Assert.Equal(0, g));
        }
    }

    private static IEnumerable<(TestModel Model, int Batch)> Each(string name) =>
        from isDouble in new[] { false, true }
        from maxBatch in MaxBatches
        from batch in new[] { 1, maxBatch }.Distinct()
        select (Models.Value.Create(Declare(name, isDouble, maxBatch)), batch);

    private static ModelDeclaration Declare(string name, bool isDouble, int maxBatch)
    {
        (_, string shape, string layer) = Norms.Single(n => n.Name == name);
        return new($"{name}{(isDouble ? "Double" : "Single")}{maxBatch}", 0, maxBatch, isDouble, [layer, "HalfSumOfSquaresLoss"]) { Shape = shape };
    }
}
