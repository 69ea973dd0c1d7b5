using System;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>Slopes of activations far out, in single precision: where the output is nearly its limit, they keep their digits.</summary>
[Trait("Category", "Width")]
public sealed class SlopeDigitsTests
{
    private const double SeluScale = 1.0507009873554805, SeluAlpha = 1.6732632423543772;

    // PyTorch 1.13: the derivative of elu and selu in double at these places is α · exp(x), times selu's scale.
    private static readonly double[] Places = [-30, -18, -15, -10, -5, -1, 0.5];

    [Theory]
    [InlineData("Elu", 1, 1)]
    [InlineData("Elu, Alpha = 0.3", 1, 0.3)]
    [InlineData("Selu", SeluScale, SeluAlpha)]
    public void An_exponential_slope_is_the_exponential(string activation, double scale, double alpha)
    {
        ModelDeclaration[] models = [.. new[] { 1, 5, 18 }.Select(m => new ModelDeclaration($"Slope{m}", Places.Length, m, false, [$"ActivationLayer(Activation.{activation})", "HalfSumOfSquaresLoss"]))];
        var batch = new ModelBatch(models);
        foreach (ModelDeclaration declaration in models)
        {
            TestModel model = batch.Create(declaration);
            double[] inputs = [.. Enumerable.Repeat(Places, declaration.MaxBatch).SelectMany(p => p)];
            double[] outputs = model.Forward(inputs);
            model.Backward([.. outputs.Select(y => y - 1)]);
            foreach ((double x, double slope) in inputs.Zip(model.InputGradients))
            {
                double expected = scale * (x > 0 ? 1 : alpha * Math.Exp(x)) / declaration.MaxBatch;
                Assert.InRange(slope / expected, 1 - 2e-6, 1 + 2e-6);
            }
        }
    }
}
