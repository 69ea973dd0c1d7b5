using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Runtime;

/// <summary>
/// Softmax, its logarithm and the cross-entropy of logits s, s + 1, s + 2, s + 3 do not depend on s: not in their last digits either, however large s is. The
/// numbers are those of the formula in double precision at s = 0.
/// </summary>
[Trait("Category", "Width")]
public sealed class LargeLogitTests
{
    private static readonly double[] Shares = [0.03205860328008499, 0.08714431874203257, 0.23688281808991013, 0.6439142598879722];

    private static readonly double[] LogShares = [-3.4401896985611953, -2.4401896985611953, -1.4401896985611953, -0.44018969856119533];

    private static readonly (string Name, string[] Layers)[] Networks =
    [
        ("Softmax", ["ActivationLayer(Activation.Softmax)", "MeanSquaredErrorLoss"]),
        ("LogSoftmax", ["ActivationLayer(Activation.LogSoftmax)", "HalfSumOfSquaresLoss"]),
        ("Divergence", ["ActivationLayer(Activation.LogSoftmax)", "KLDivergenceLoss"]),
        ("CrossEntropy", ["ActivationLayer(Activation.Identity)", "SoftmaxCrossEntropyLoss"]),
        ("Smoothed", ["ActivationLayer(Activation.Identity)", "SoftmaxCrossEntropyLoss(LabelSmoothing = 0.2)"]),
    ];

    private static readonly int[] MaxBatches = [1, 4, 7, 18];

    private static readonly Lazy<ModelBatch> Models = new(() => new ModelBatch(
        from n in Networks from d in new[] { false, true } from m in MaxBatches from isImage in new[] { false, true } select Declare(n.Name, d, m, isImage)));

    public static TheoryData<double> Shifts => [0, 10, 1000, 1e4, 1e5, 1e6, -1e4, -1e6];

    [Theory]
    [MemberData(nameof(Shifts))]
    public void Outputs_keep_their_digits(double shift)
    {
        foreach (var (name, expected) in new[] { ("Softmax", Shares), ("LogSoftmax", LogShares), ("Divergence", LogShares) })
        {
            foreach (var (model, batch) in Each(name))
            {
                double[] inputs = Logits(shift, batch), all = Repeated(expected, batch);
                Close.To(all, model.Predict(inputs), model.IsDouble ? 1e-14 : 5e-7, $"Predict of {model.Name}");
                Close.To(all, model.Forward(inputs), model.IsDouble ? 1e-14 : 5e-7, $"Forward of {model.Name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shifts))]
    public void Losses_and_gradients_keep_their_digits(double shift)
    {
        foreach (double smoothing in new[] { 0, 0.2 })
        {
            foreach (var (model, batch) in Each(smoothing == 0 ? "CrossEntropy" : "Smoothed"))
            {
                for (int wanted = 0; wanted < 4; wanted++)
                {
                    double[] share = [.. Enumerable.Range(0, 4).Select(k => (smoothing / 4) + (k == wanted ? 1 - smoothing : 0))];
                    double[] targets = Repeated([.. Enumerable.Range(0, 4).Select(k => k == wanted ? 1.0 : 0)], batch);
                    double loss = -share.Zip(LogShares, (t, l) => t * l).Sum(), tolerance = model.IsDouble ? 1e-14 : 5e-7;
                    double[] gradient = Repeated([.. Shares.Zip(share, (p, t) => (p - t) / batch)], batch);
                    int[] classes = [.. Enumerable.Repeat(wanted, batch)];

                    model.Forward(Logits(shift, batch));
                    Close.To(loss, model.Backward(targets), tolerance, $"Backward of {model.Name}");
                    Close.To(gradient, model.InputGradients, tolerance, $"the gradient of {model.Name}");
                    model.Forward(Logits(shift, batch));
                    Close.To(loss, model.Backward(classes), tolerance, $"Backward of {model.Name} with classes");
                    Close.To(gradient, model.InputGradients, tolerance, $"the gradient of {model.Name} with classes");
                    Close.To(loss, model.Evaluate(Logits(shift, batch), targets), tolerance, $"Evaluate of {model.Name}");
                    Close.To(loss, model.Evaluate(Logits(shift, batch), classes), tolerance, $"Evaluate of {model.Name} with classes");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shifts))]
    public void Gradients_of_log_softmax_keep_their_digits(double shift)
    {
        // d/dx of half the sum of (y − 0)² with y = log softmax x: y − softmax · Σ y; of the divergence from the shares t: softmax − t.
        double sum = LogShares.Sum();
        double[] share = [0.1, 0.2, 0.3, 0.4];
        foreach (var (name, target, gradient) in new[]
        {
            ("LogSoftmax", new double[4], LogShares.Zip(Shares, (y, p) => y - (p * sum)).ToArray()),
            ("Divergence", share, Shares.Zip(share, (p, t) => p - t).ToArray()),
        })
        {
            foreach (var (model, batch) in Each(name))
            {
                model.Forward(Logits(shift, batch));
                model.Backward(Repeated(target, batch));
                Close.To(Repeated([.. gradient.Select(g => g / batch)], batch), model.InputGradients, model.IsDouble ? 1e-14 : 5e-7, $"the gradient of {model.Name}");
            }
        }
    }

    private static double[] Logits(double shift, int batch) => Repeated([shift, shift + 1, shift + 2, shift + 3], batch);

    private static double[] Repeated(double[] row, int batch) => [.. Enumerable.Repeat(row, batch).SelectMany(r => r)];

    private static IEnumerable<(TestModel Model, int Batch)> Each(string name) =>
        from isDouble in new[] { false, true }
        from maxBatch in MaxBatches
        from isImage in new[] { false, true }
        from batch in new[] { 1, maxBatch }.Distinct()
        select (Models.Value.Create(Declare(name, isDouble, maxBatch, isImage)), batch);

    /// <param name="isImage">Whether a pool of single numbers stands before it, so that many examples lie in the lanes of vectors.</param>
    private static ModelDeclaration Declare(string name, bool isDouble, int maxBatch, bool isImage) => new(
        $"{name}{(isDouble ? "Double" : "Single")}{maxBatch}{(isImage ? "Image" : "")}", 4, maxBatch, isDouble, [.. isImage ? ["MaxPool1D(1)", "Flatten"] : Array.Empty<string>(), .. Networks.Single(n => n.Name == name).Layers])
    {
        Shape = isImage ? "4, 1" : "4",
    };
}
