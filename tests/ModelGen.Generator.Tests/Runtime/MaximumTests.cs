using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>
/// The rule for what is not a number, at every place: a maximum, a minimum, a clamp and a rectifier of it is not a number, in every member, layout, precision,
/// size of a batch and vector width; the gradient of a pool goes where its window has it, of several the last.
/// </summary>
[Trait("Category", "Width")]
public sealed class MaximumTests
{
    private static readonly int[] MaxBatches = [1, 5, 18, 40];

    /// <summary>Pools, the shape they take, and the numbers of each window in the order of its positions.</summary>
    private static readonly (string Name, string Shape, string Layer, Func<int, int[]> Window)[] Pools =
    [
        ("Line", "3, 1", "MaxPool1D(3)", _ => [0, 1, 2]),
        ("LineOfChannels", "6, 3", "MaxPool1D(3)", o => [.. Enumerable.Range(0, 3).Select(k => ((((o / 3) * 3) + k) * 3) + (o % 3))]),
        ("Overlapping", "5, 2", "MaxPool1D(3, Stride = 1)", o => [.. Enumerable.Range(0, 3).Select(k => (((o / 2) + k) * 2) + (o % 2))]),
        ("Plane", "4, 4, 1", "MaxPool2D(2)", o => [.. from ky in Enumerable.Range(0, 2) from kx in Enumerable.Range(0, 2) select (((2 * (o / 2)) + ky) * 4) + (2 * (o % 2)) + kx]),
        ("WidePlane", "2, 20, 1", "MaxPool2D(2)", o => [.. from ky in Enumerable.Range(0, 2) from kx in Enumerable.Range(0, 2) select (ky * 20) + (2 * o) + kx]),
        ("PlaneOfChannels", "4, 4, 5", "MaxPool2D(2)", o => [.. from ky in Enumerable.Range(0, 2) from kx in Enumerable.Range(0, 2)
            select (((((2 * (o / 10)) + ky) * 4) + (2 * ((o / 5) % 2)) + kx) * 5) + (o % 5)]),
        ("ThreeByThree", "3, 3, 2", "MaxPool2D(3)", o => [.. Enumerable.Range(0, 9).Select(k => (k * 2) + o)]),
        ("Padded", "2, 2, 3", "MaxPool2D(3, Padding = 1, Stride = 3)", o => [.. Enumerable.Range(0, 4).Select(k => (k * 3) + o)]),
        ("Global", "5, 3", "GlobalMaxPool", o => [.. Enumerable.Range(0, 5).Select(k => (k * 3) + o)]),
        ("GlobalPlane", "3, 3, 1", "GlobalMaxPool", _ => [.. Enumerable.Range(0, 9)]),
    ];

    /// <summary>Layers that choose between numbers, one by one.</summary>
    private static readonly (string Name, string Layer)[] Choices =
    [
        .. Enum.GetValues<Activation>().Where(a => a is not (Activation.Softmax or Activation.LogSoftmax)).Select(a => ($"{a}", $"ActivationLayer(Activation.{a})")),
        ("FlatLeakyRelu", "ActivationLayer(Activation.LeakyRelu, Slope = 0)"),
        ("FlatElu", "ActivationLayer(Activation.Elu, Alpha = 0)"),
        ("Larger", "CustomActivation(typeof(Bends), nameof(Bends.Larger))"),
        ("Smaller", "CustomActivation(typeof(Bends), nameof(Bends.Smaller))"),
        ("Clamped", "CustomActivation(typeof(Bends), nameof(Bends.Clamped))"),
        ("ClampedByItself", "CustomActivation(typeof(Bends), nameof(Bends.ClampedByItself))"),
    ];

    private const string Bends = """
        internal static class Bends
        {
            internal static float Larger(float x) => System.MathF.Max(x * x - 1, System.MathF.Max(2, x)) + System.MathF.Max(x, x / 2);
            internal static float Smaller(float x) => System.MathF.Min(System.MathF.Min(x, 2), x * x - 1) * System.MathF.Min(x / 2, x);
            internal static float Clamped(float x) => System.Math.Clamp(x, -1, 1);
            internal static float ClampedByItself(float x) => System.Math.Clamp(1, x - 1, x + 1);
            internal static double Larger(double x) => System.Math.Max(x * x - 1, System.Math.Max(2, x)) + System.Math.Max(x, x / 2);
            internal static double Smaller(double x) => System.Math.Min(System.Math.Min(x, 2), x * x - 1) * System.Math.Min(x / 2, x);
            internal static double Clamped(double x) => System.Math.Clamp(x, -1, 1);
            internal static double ClampedByItself(double x) => System.Math.Clamp(1, x - 1, x + 1);
        }
        """;

    private static readonly Dictionary<string, Lazy<GeneratedModels>> Models = Pools.Select(p => p.Name).Concat(Choices.Select(c => c.Name)).ToDictionary(
        n => n,
        n => new Lazy<GeneratedModels>(() => GeneratorHarness.Run(ModelDeclaration.File(from d in new[] { false, true } from m in MaxBatches select Declare(n, d, m)) + Bends)));

    public static TheoryData<string> PoolNames => [.. Pools.Select(p => p.Name)];

    public static TheoryData<string> ChoiceNames => [.. Choices.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(PoolNames))]
    public void A_window_with_one_has_none_and_its_gradient_goes_there(string name)
    {
        Func<int, int[]> windowOf = Pools.Single(p => p.Name == name).Window;
        foreach (var (model, batch) in Each(name))
        {
            int taps = windowOf(0).Length;
            for (int tap = 0; tap <= taps; tap++)
            {
                // In each example another window, one number of which is none; behind the last turn two of each.
                double[] inputs = RuntimeModels.Inputs(model, batch);
                var spoilt = new Dictionary<int, int>();
                for (int b = 0; b < batch; b++)
                {
                    int output = b % model.OutputLength;
                    int[] window = windowOf(output);
                    int last = tap < taps ? tap : taps - 1;
                    inputs[(b * model.InputLength) + window[last]] = double.NaN;
                    if (tap == taps)
                    {
                        inputs[(b * model.InputLength) + window[0]] = double.NaN;
                    }

                    spoilt[b] = output;
                }

                Assert.All([model.Predict(inputs), model.Forward(inputs)], outputs => CheckPooled(outputs, inputs, windowOf, model));
                model.Backward(new double[batch * model.OutputLength]);
                CheckRouted(model.InputGradients, model.Forward(inputs), inputs, windowOf, model);
            }
        }
    }

    [Theory]
    [MemberData(nameof(ChoiceNames))]
    public void What_is_chosen_from_it_is_none(string name)
    {
        foreach (var (model, batch) in Each(name))
        {
            double[] inputs = [.. RuntimeModels.Inputs(model, batch).Select(x => 3 * x)];
            for (int k = 0; k < inputs.Length; k += 7)
            {
                inputs[k] = double.NaN;
            }

            foreach (double[] outputs in new[] { model.Predict(inputs), model.Forward(inputs) })
            {
                Assert.Equal(inputs.Select(double.IsNaN), outputs.Select(double.IsNaN));
            }

            Assert.True(double.IsNaN(model.Backward(new double[inputs.Length])));
        }
    }

    [Theory]
    [InlineData("Softmax", 4)]
    [InlineData("LogSoftmax", 4)]
    [InlineData("Softmax", 37)]
    [InlineData("LogSoftmax", 37)]
    [InlineData("Softmax", 300)]
    public void A_row_with_one_has_no_shares(string activation, int length)
    {
        ModelDeclaration[] models = [.. from d in new[] { false, true } from m in new[] { 1, 3, 18 }
            select new ModelDeclaration($"Row{(d ? "Double" : "Single")}{m}", length, m, d, [$"ActivationLayer(Activation.{activation})", "MeanSquaredErrorLoss"])];
        var batch = new ModelBatch(models);
        foreach (ModelDeclaration declaration in models)
        {
            TestModel model = batch.Create(declaration);
            foreach (int at in new[] { 0, 1, 2, 3, length / 2, length - 1 })
            {
                double[] inputs = RuntimeModels.Inputs(model, declaration.MaxBatch);
                int row = (declaration.MaxBatch - 1) * length;
                inputs[row + at] = double.NaN;
                foreach (double[] outputs in new[] { model.Predict(inputs), model.Forward(inputs) })
                {
                    Assert.All(outputs[row..], y => Assert.True(double.IsNaN(y)));
                    Assert.All(outputs[..row], y => Assert.False(double.IsNaN(y)));
                }
            }
        }
    }

    private static void CheckPooled(double[] outputs, double[] inputs, Func<int, int[]> windowOf, TestModel model) =>
        Assert.Equal(Expected(inputs, windowOf, model).Select(e => e.Largest), outputs);

    private static void CheckRouted(double[] gradients, double[] outputs, double[] inputs, Func<int, int[]> windowOf, TestModel model)
    {
        // Half the sum of squares, of which the mean over the examples is taken: the gradient of an output is the output, but for that.
        var expected = new double[inputs.Length];
        foreach (var (output, (_, from)) in outputs.Zip(Expected(inputs, windowOf, model)))
        {
            expected[from] += output * model.InputLength / inputs.Length;
        }

        Close.To(expected, gradients, 1e-5, model.Name);
    }

    /// <summary>The largest number of each window and where it is, by PyTorch's rule: the first largest, or the last that is none.</summary>
    private static IEnumerable<(double Largest, int From)> Expected(double[] inputs, Func<int, int[]> windowOf, TestModel model)
    {
        for (int k = 0; k < inputs.Length / model.InputLength * model.OutputLength; k++)
        {
            int first = k / model.OutputLength * model.InputLength, from = -1;
            foreach (int at in windowOf(k % model.OutputLength).Select(i => first + i))
            {
                from = from < 0 || inputs[at] > inputs[from] || double.IsNaN(inputs[at]) ? at : from;
            }

            yield return (inputs[from], from);
        }
    }

    /// <summary>The models of a name with each number of examples that may be another path.</summary>
    private static IEnumerable<(TestModel Model, int Batch)> Each(string name) =>
        from isDouble in new[] { false, true }
        from maxBatch in MaxBatches
        from batch in new[] { 1, 3, 8, maxBatch }.Where(b => b <= maxBatch).Distinct()
        select (Models[name].Value.Create(NameOf(name, isDouble, maxBatch)), batch);

    private static string NameOf(string name, bool isDouble, int maxBatch) => $"{name}{(isDouble ? "Double" : "Single")}{maxBatch}";

    private static ModelDeclaration Declare(string name, bool isDouble, int maxBatch)
    {
        var (layer, shape) = Pools.Where(p => p.Name == name).Select(p => (p.Layer, p.Shape)).Concat(Choices.Where(c => c.Name == name).Select(c => (c.Layer, "5, 4"))).Single();

        // A pool of single numbers brings many examples into the lanes of vectors.
        string[] before = maxBatch == 18 && Choices.Any(c => c.Name == name) ? ["MaxPool1D(1)"] : [];
        return new(NameOf(name, isDouble, maxBatch), 0, maxBatch, isDouble, [.. before, layer, "HalfSumOfSquaresLoss"]) { Shape = shape };
    }
}
