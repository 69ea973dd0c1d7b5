using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.CustomActivations;

/// <summary>
/// Where a maximum, a minimum, a clamp or a rectifier is flat its slope is 0, also where what comes before or after it has an infinite slope, or none.
/// </summary>
[Trait("Category", "Width")]
public sealed class FlatSideTests
{
    /// <summary>Functions, an argument where they are flat, and one where they are not, with the slope there.</summary>
    private static readonly (string Name, string Body, double Flat, double Steep, double Slope)[] Functions =
    [
        ("RootOfMax", "MathF.Sqrt(MathF.Max(x, 0f))", -1, 4, 0.25),
        ("PowerOfMax", "MathF.Pow(MathF.Max(x, 0f), 0.5f)", -1, 4, 0.25),
        ("OtherPowerOfMax", "MathF.Pow(MathF.Max(0, x), 0.3f)", -2, 1, 0.3),
        ("PowerOfPower", "MathF.Pow(MathF.Max(0, x), x - x + 0.3f)", -2, 1, 0.3),
        ("LogOfMax", "MathF.Log(MathF.Max(x, 0f))", -1, 2, 0.5),
        ("LogOfClamp", "MathF.Log(Math.Clamp(x, 0f, 3f))", -1, 2, 0.5),
        ("LogOfMin", "MathF.Log(-MathF.Min(x, 0f))", 1, -2, -0.5),
        ("InverseOfMax", "1 / MathF.Max(x, 0f)", -1, 2, -0.25),
        ("QuotientOfMax", "MathF.Max(x, 2f) / MathF.Max(x - 3, 0f)", -1, 5, -0.75),
        ("RootOfSum", "MathF.Sqrt(2 * MathF.Max(x, 0f) + 3 * MathF.Max(-x - 5, 0f))", -1, 2, 0.5),
        ("RootOfDifference", "MathF.Sqrt(MathF.Max(x, 0f) - 2 * -MathF.Max(x, 0f) / 4)", -1, 6, 0.25),
        ("RootOfProduct", "MathF.Sqrt(MathF.Max(x, 0f) * MathF.Max(x, 0f))", -1, 4, 1),
        ("RootOfRectified", "MathF.Sqrt(MathF.Sqrt(MathF.Max(x, 0f)))", -1, 1, 0.25),
        ("RootOfChoice", "MathF.Sqrt(x > 0 ? x : 0f)", -1, 4, 0.25),
        ("MinOfInverse", "MathF.Min(1 / x, 3f)", 0, 2, -0.25),
        ("MaxOfLog", "MathF.Max(MathF.Log(x), -1f)", 0, 2, 0.5),
        ("ClampOfRoot", "Math.Clamp(MathF.Sqrt(x), 0.5f, 8f)", 0, 4, 0.25),
    ];

    private static readonly string[] Rectifiers =
    [
        "Activation.Relu", "Activation.Relu6", "Activation.HardSigmoid", "Activation.HardSwish", "Activation.LeakyRelu, Slope = 0", "Activation.Elu, Alpha = 0",
    ];

    private static readonly int[] MaxBatches = [1, 4, 18];

    private static readonly Lazy<GeneratedModels> Models = new(() => GeneratorHarness.Run("using System;\n" + ModelDeclaration.File(
        (from f in Functions from d in new[] { false, true } from m in MaxBatches select Declare(f.Name, d, m))
        .Concat(from k in Enumerable.Range(0, Rectifiers.Length) from d in new[] { false, true } from m in MaxBatches select DeclareRectifier(k, d, m))) + Class(false) + Class(true)));

    public static TheoryData<string> Names => [.. Functions.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_slope_is_0(string name)
    {
        var (_, _, flat, steep, slope) = Functions.Single(f => f.Name == name);
        foreach (var (isDouble, maxBatch) in from d in new[] { false, true } from m in MaxBatches select (d, m))
        {
            TestModel model = Models.Value.Create(Declare(name, isDouble, maxBatch).Name);
            double[] inputs = [.. Enumerable.Range(0, 3 * maxBatch).Select(k => k % 2 == 0 ? flat : steep)];
            double[] outputs = model.Forward(inputs);

            // Half the sum of squares of y − (y − 1): the gradient of each output is 1, but for the mean over the examples; where y is infinite, it is that, too.
            model.Backward([.. outputs.Select(y => double.IsFinite(y) ? y - 1 : 0)]);
            Close.To([.. inputs.Select(x => x == flat ? 0 : slope / maxBatch)], model.InputGradients, 1e-5, model.Name);
        }
    }

    [Fact]
    public void Rectifiers_before_an_infinite_slope_are_flat()
    {
        foreach (var (k, isDouble, maxBatch) in from k in Enumerable.Range(0, Rectifiers.Length) from d in new[] { false, true } from m in MaxBatches select (k, d, m))
        {
            TestModel model = Models.Value.Create(DeclareRectifier(k, isDouble, maxBatch).Name);
            model.Forward([.. Enumerable.Repeat(-7.0, 3 * maxBatch)]);
            model.Backward([.. Enumerable.Repeat(-1.0, 3 * maxBatch)]);
            Assert.All(model.InputGradients, g => Assert.Equal(0, g));
        }
    }

    [Fact]
    public void An_L2_pool_of_zeros_before_an_infinite_slope_is_flat()
    {
        foreach (int maxBatch in MaxBatches)
        {
            ModelDeclaration declaration = new($"Pool{maxBatch}", 0, maxBatch, false, ["L2Pool1D(2)", "CustomActivation(typeof(Roots), nameof(Roots.Root))", "HalfSumOfSquaresLoss"]) { Shape = "4, 1" };
            TestModel model = GeneratorHarness.Run(ModelDeclaration.File(declaration) + "internal static class Roots { internal static float Root(float x) => System.MathF.Sqrt(x); }").Create(declaration.Name);
            model.Forward(new double[4 * maxBatch]);
            model.Backward([.. Enumerable.Repeat(-1.0, 2 * maxBatch)]);
            Assert.All(model.InputGradients, g => Assert.Equal(0, g));
        }
    }

    private static string ClassName(bool isDouble) => isDouble ? "FlatDouble" : "FlatSingle";

    private static string Class(bool isDouble)
    {
        IEnumerable<string> methods = Functions.Select(f => (f.Name, f.Body)).Append(("Root", "MathF.Sqrt(x)")).Select(f => $"internal static float {f.Item1}(float x) => {f.Item2};\n");
        string text = $"internal static class {ClassName(false)}\n{{\n{string.Concat(methods)}}}\n";
        return isDouble
            ? Regex.Replace(text.Replace(ClassName(false), ClassName(true)).Replace("float", "double").Replace("MathF", "Math"), @"(\d+)(\.\d+)?f", m => m.Groups[1].Value + (m.Groups[2].Success ? m.Groups[2].Value : ".0"))
            : text;
    }

    private static ModelDeclaration Declare(string name, bool isDouble, int maxBatch) => new(
        $"{name}{(isDouble ? "Double" : "Single")}{maxBatch}", 3, maxBatch, isDouble, [$"CustomActivation(typeof({ClassName(isDouble)}), nameof({ClassName(isDouble)}.{name}))", "HalfSumOfSquaresLoss"]);

    private static ModelDeclaration DeclareRectifier(int k, bool isDouble, int maxBatch) => new(
        $"Rectifier{k}{(isDouble ? "Double" : "Single")}{maxBatch}",
        3,
        maxBatch,
        isDouble,
        [$"ActivationLayer({Rectifiers[k]})", $"CustomActivation(typeof({ClassName(isDouble)}), nameof({ClassName(isDouble)}.Root))", "HalfSumOfSquaresLoss"]);
}
