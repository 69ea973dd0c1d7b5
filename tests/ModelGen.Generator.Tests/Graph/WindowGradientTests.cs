using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Oracle;
using Xunit;

namespace ModelGen.Generator.Tests.Graph;

/// <summary>
/// The gradients of every layer with a window, for every stride, padding, dilation and number of groups, on random shapes, against
/// differences of the loss that the graph itself gives.
/// </summary>
public sealed class WindowGradientTests
{
    private static readonly string[] Kinds = ["Conv", "ConvGrouped", "DepthwiseConv", "ConvTranspose", "ConvTransposeGrouped", "MaxPool", "AveragePool", "AveragePoolInside", "L2Pool"];

    private static readonly string[] Paddings = ["None", "Around", "After", "Same"];

    public static TheoryData<string, int, int> Layers
    {
        get
        {
            var layers = new TheoryData<string, int, int>();
            foreach (string kind in Kinds)
            {
                foreach (int stride in new[] { 1, 2, 3 })
                {
                    layers.Add(kind, stride, 1);
                    layers.Add(kind, stride, 2);
                }
            }

            return layers;
        }
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Gradients_are_the_slopes_of_the_loss(string kind, int stride, int dilation)
    {
        foreach (string padding in Paddings)
        {
            var random = new Random(HashCode(kind, stride, dilation, padding));
            foreach (int dimensions in new[] { 1, 2 })
            {
                ModelDeclaration model = Declare(kind, stride, dilation, padding, dimensions, random);
                Check(Graphs.Lower([model]).Values.Single(), random, $"{model}");
            }
        }
    }

    [Theory]
    [InlineData("GlobalAveragePool")]
    [InlineData("GlobalMaxPool")]
    public void Gradients_of_global_pools_are_the_slopes_of_the_loss(string kind)
    {
        foreach (string shape in new[] { "5, 3", "3, 2, 2" })
        {
            ModelDeclaration model = Model(shape, [kind]);
            Check(Graphs.Lower([model]).Values.Single(), new Random(1), $"{model}");
        }
    }

    private static ModelDeclaration Declare(string kind, int stride, int dilation, string padding, int dimensions, Random random)
    {
        bool grouped = kind.EndsWith("Grouped", StringComparison.Ordinal), transposed = kind.StartsWith("ConvTranspose", StringComparison.Ordinal);
        int channels = grouped ? 4 : random.Next(1, 4);
        int[] kernel = [.. Enumerable.Range(0, dimensions).Select(_ => random.Next(2, 4))], extents = [.. kernel.Select(k => (dilation * (k - 1)) + random.Next(1, transposed ? 2 : 4))];
        string name = transposed ? $"Conv{dimensions}DTranspose" : $"{kind.Replace("Grouped", "").Replace("Inside", "")}{dimensions}D";
        List<string> arguments =
        [
            .. kind.StartsWith("Conv", StringComparison.Ordinal) ? [grouped ? "4" : $"{random.Next(1, 4)}"] : Array.Empty<string>(),
            string.Join(", ", kernel),
            $"Stride = {stride}",
            $"Dilation = {dilation}",
        ];
        arguments.AddRange(padding switch
        {
            "Around" => ["Padding = 1"],
            "After" => dimensions == 1 ? ["PaddingRight = 1"] : ["PaddingRight = 1", "PaddingBottom = 1"],
            "Same" => ["Padding = Padding.Same"],
            _ => Array.Empty<string>(),
        });
        arguments.AddRange(grouped ? ["Groups = 2"] : []);
        arguments.AddRange(kind == "AveragePoolInside" ? ["CountIncludePad = false"] : []);
        arguments.AddRange(kind == "DepthwiseConv" && random.Next(2) == 0 ? ["Multiplier = 2"] : []);
        arguments.AddRange(kind.Contains("Conv", StringComparison.Ordinal) ? ["Activation = Activation.Tanh"] : []);
        return Model(string.Join(", ", extents.Append(channels)), [$"{name}({string.Join(", ", arguments)})", "Flatten"]);
    }

    private static ModelDeclaration Model(string shape, IReadOnlyList<string> layers) =>
        new("Windows", Inputs: 1, MaxBatch: 2, IsDouble: true, [.. layers, "Dense(2)", "HalfSumOfSquaresLoss", "Sgd"]) { Shape = shape };

    private static void Check(OpGraph graph, Random random, string what) =>
        Slopes.Check(graph, Experiment.Draw(graph, "HalfSumOfSquaresLoss", batch: 2, seed: random.Next(100), CentralDifferences.Margin / 4), what);

    /// <summary>The same on every run, unlike that of strings.</summary>
    private static int HashCode(string kind, int stride, int dilation, string padding) => (kind + padding).Aggregate((stride * 7) + dilation, (hash, c) => ((hash * 31) + c) & 0xFFFFFF);
}
