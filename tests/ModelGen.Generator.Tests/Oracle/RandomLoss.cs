using System;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>A loss with some of its settings, and what it asks of the layer before it.</summary>
internal static class RandomLoss
{
    private static readonly string[] All =
    [
        "MeanSquaredErrorLoss", "HalfSumOfSquaresLoss", "MeanAbsoluteErrorLoss", "HuberLoss", "BinaryCrossEntropyLoss", "BinaryCrossEntropyWithLogitsLoss", "SoftmaxCrossEntropyLoss",
        "KLDivergenceLoss", "PoissonLoss", "QuantileLoss", "HingeLoss", "ContrastiveLoss", "CosineLoss", "GaussianLoss",
    ];

    private static readonly string[] OfAnyOutput =
        ["MeanSquaredErrorLoss", "HalfSumOfSquaresLoss", "MeanAbsoluteErrorLoss", "HuberLoss", "BinaryCrossEntropyWithLogitsLoss", "SoftmaxCrossEntropyLoss", "QuantileLoss", "HingeLoss"];

    public static string Draw(Random random) => All[random.Next(All.Length)];

    /// <summary>One that takes outputs of any number and range.</summary>
    public static string DrawOfAnyOutput(Random random) => OfAnyOutput[random.Next(OfAnyOutput.Length)];

    public static string Settings(string loss, Random random) => loss switch
    {
        "HuberLoss" when random.Next(2) == 0 => "(Delta = 0.5)",
        "SoftmaxCrossEntropyLoss" when random.Next(2) == 0 => "(LabelSmoothing = 0.1)",
        "QuantileLoss" => random.Next(2) == 0 ? "(Quantile = 0.9)" : "",
        "HingeLoss" or "ContrastiveLoss" => random.Next(2) == 0 ? "(Margin = 0.5)" : "",
        _ => "",
    };

    /// <summary>The activation that the last layer has; null for any.</summary>
    public static Activation? ActivationBefore(string? loss) => loss switch
    {
        "BinaryCrossEntropyLoss" => Activation.Sigmoid,
        "KLDivergenceLoss" => Activation.LogSoftmax,
        "SoftmaxCrossEntropyLoss" or "BinaryCrossEntropyWithLogitsLoss" or "PoissonLoss" or "GaussianLoss" => Activation.Identity,
        _ => null,
    };

    /// <summary>As many units as the loss can take, near <paramref name="units"/>: pairs, or so many that their direction is more than rounding.</summary>
    public static int UnitsFor(string? loss, int units) => loss switch
    {
        "GaussianLoss" => units + (units % 2),
        "CosineLoss" => Math.Max(units, 4),
        _ => units,
    };
}
