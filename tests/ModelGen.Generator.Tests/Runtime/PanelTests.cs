using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Testing;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Layers so wide that many examples read their weights from panels, forward, backward and in prediction.</summary>
[Trait("Category", "Width")]
public sealed class PanelTests
{
    // Rows of 1024 numbers: in the second layer's gradient of the inputs, too. 25 and 151 examples end within a tile and within a portion.
    private static string Declare(string precision) =>
        $"using ModelGen; [Model(MaxBatch = 25, Precision = Precision.{precision})] [Input(256)] [Dense(1024, Activation.Tanh)] [Dense(256)] [Dense(3)] [MeanSquaredErrorLoss] [Sgd] public sealed partial class Wide;";

    [Theory]
    [InlineData("Single", 1e-5)]
    [InlineData("Double", 1e-13)]
    public void Panels_change_nothing(string precision, double tolerance)
    {
        GeneratedModels models = GeneratorHarness.Run(Declare(precision));
        Assert.True(models.Sources.Sum(s => s.SourceText.ToString().Split("Panel.Of<").Length - 1) >= 4);
        TestModel model = models.Create("Wide", seed: 3);
        Random random = new(1);
        foreach (int examples in new[] { 1, 5, 6, 23, 24, 25, 151 })
        {
            double[] inputs = [.. Enumerable.Range(0, examples * 256).Select(_ => (double)(float)(random.NextDouble() - 0.5))];
            Close.To(model.Reference.Predict(inputs), model.Predict(inputs), tolerance, $"{examples} predictions");
        }

        KernelCheck check = model.CheckKernels();
        Assert.InRange(check.Error, 0, 1);
    }
}
