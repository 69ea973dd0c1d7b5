using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using ModelGen.Generator.Tests.Snapshots;
using Xunit;

namespace ModelGen.Generator.Tests;

/// <summary>
/// Generated methods stay below half of what the JIT compiler still optimises: it gives up beyond 60,000 bytes of IL or 2,000 locals, and inlining
/// stops beyond 1,024 locals that it tracks.
/// </summary>
public sealed class MethodSizeTests
{
    private const int MostInstructionBytes = 30_000;
    private const int MostLocals = 1_000;

    [Theory]
    [InlineData("Xor")]
    [InlineData("Moons")]
    [InlineData("Perceptron")]
    public void Snapshot_models_fit(string name) => AssertFits(name switch
    {
        "Xor" => SnapshotModels.Xor,
        "Moons" => SnapshotModels.Moons,
        _ => SnapshotModels.Perceptron,
    });

    [Theory]
    [InlineData("Wide", "1000", 64, "Dense(512, Activation.Gelu) | Dense(512, Activation.Mish) | Dense(100)", "SoftmaxCrossEntropyLoss", "AdamW(AmsGrad = true, ClipNorm = 1)")]
    [InlineData("Deep", "16", 32, "40 × Dense(16, Activation.Tanh) | Dense(4, Activation.LogSoftmax)", "KLDivergenceLoss", "NAdam(ClipValue = 1)")]
    [InlineData("Narrow", "3", 1, "60 × Dense(4, Activation.Sigmoid) | Dense(2)", "MeanSquaredErrorLoss", "Sgd(Momentum = 0.9)")]
    [InlineData("Odd", "61", 7, "Dense(63, Activation.Gelu) | Dense(67, Activation.Softmax) | Dense(71, Activation.Selu) | Dense(59, Activation.HardSwish)", "HuberLoss", "RAdam")]
    [InlineData("LeNet5", "28, 28, 1", 64, "Conv2D(6, 5, Activation = Activation.Relu) | MaxPool2D(2) | Conv2D(16, 5, Activation = Activation.Relu) | MaxPool2D(2) | Flatten | Dense(120, Activation.Relu) | Dense(84, Activation.Relu) | Dense(10)", "SoftmaxCrossEntropyLoss", "Adam")]
    [InlineData("Vgg", "16, 16, 3", 8, "Conv2D(32, 3, Padding = 1, Activation = Activation.Gelu) | Conv2D(71, 3, Padding = Padding.Same, Activation = Activation.Mish) | MaxPool2D(3, Stride = 2, Padding = 1) | Flatten | Dense(10)", "SoftmaxCrossEntropyLoss", "Sgd")]
    [InlineData("Strided", "17, 19, 5", 8, "Conv2D(33, 7, Stride = 3, Padding = 3, Activation = Activation.Silu) | Conv2DTranspose(17, 5, Stride = 4, Padding = 2) | AveragePool2D(5, Stride = 2, Padding = 2, CountIncludePad = false) | DepthwiseConv2D(5, Padding = 4, Dilation = 2) | Flatten | Dense(10)", "MeanSquaredErrorLoss", "Sgd")]
    public void Large_models_fit(string name, string inputs, int maxBatch, string layers, string loss, string optimizer)
    {
        foreach (bool isDouble in new[] { false, true })
        {
            AssertFits(ModelDeclaration.File(new ModelDeclaration(name, 0, maxBatch, isDouble, [.. layers.Split(" | ").SelectMany(Repeated), loss, optimizer]) { Shape = inputs }));
        }
    }

    /// <summary>40 × Dense(16) is forty layers.</summary>
    private static IEnumerable<string> Repeated(string layers) =>
        layers.Split(" × ") is [var count, var layer] ? Enumerable.Repeat(layer, int.Parse(count, CultureInfo.InvariantCulture)) : [layers];

    private static void AssertFits(string source)
    {
        // The reference form need not be fast.
        var methods = MethodSizes.Of(GeneratorHarness.Run(source).Image).Where(m => !m.Method.StartsWith("Reference.", StringComparison.Ordinal)).ToArray();
        Assert.True(methods.Length > 10);
        var large = methods.Where(m => m.InstructionBytes >= MostInstructionBytes || m.Locals >= MostLocals);
        Assert.True(!large.Any(), string.Join("\n", large.Select(m => $"{m.Method}: {m.InstructionBytes} bytes of IL, {m.Locals} locals")));
    }
}
