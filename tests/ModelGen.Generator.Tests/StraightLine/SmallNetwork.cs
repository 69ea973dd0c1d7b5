using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Generator.Tests.StraightLine;

/// <summary>A random network that is small enough for a straight line, the same for a seed on every machine.</summary>
/// <param name="Attributes">Its declaration.</param>
/// <param name="Loss">The name of its loss's attribute.</param>
/// <param name="Examples">The examples of a step.</param>
internal sealed record SmallNetwork(string Attributes, string Loss, int Examples)
{
    private static readonly string[] Losses =
    [
        "MeanSquaredErrorLoss", "HalfSumOfSquaresLoss", "MeanAbsoluteErrorLoss", "HuberLoss", "BinaryCrossEntropyLoss", "BinaryCrossEntropyWithLogitsLoss",
        "SoftmaxCrossEntropyLoss", "SoftmaxCrossEntropyLoss(LabelSmoothing = 0.1)", "KLDivergenceLoss", "PoissonLoss",
    ];

    private static readonly string[] Optimizers = ["Sgd", "Sgd(WeightDecay = 0.1)", "Sgd(ClipValue = 1)", "Adam", "Sgd(Momentum = 0.9)", "Sgd(ClipNorm = 1)"];

    public static SmallNetwork Draw(int seed)
    {
        Random random = new(seed);
        bool isDouble = random.Next(3) == 0;
        int examples = Pick(1, 1, 4, 8, isDouble ? 2 : 16);
        string loss = Pick(Losses);
        int widest = examples == 1 ? 19 : 7;
        List<string> attributes = [$"Model(MaxBatch = {examples}, Precision = Precision.{(isDouble ? "Double" : "Single")})", $"Input({random.Next(1, widest)})"];
        int layers = random.Next(1, 4);
        for (int k = 1; k <= layers; k++)
        {
            // Classes for those losses that choose among them, and outputs in the range that a loss takes.
            int units = k == layers && loss.StartsWith("Softmax", StringComparison.Ordinal) ? random.Next(2, 7) : random.Next(1, widest);
            string activation = k < layers ? Pick(Enum.GetNames<Activation>()) : loss is "BinaryCrossEntropyLoss" or "PoissonLoss" ? "Sigmoid" : loss is "KLDivergenceLoss" ? "LogSoftmax" : Pick("Identity", "Tanh");
            attributes.Add($"Dense({units}, Activation.{activation}{(random.Next(4) == 0 ? ", Bias = false" : "")})");
        }

        attributes.Add(loss);
        attributes.Add(Pick(Optimizers));
        return new SmallNetwork(string.Concat(attributes.Select(a => $"[{a}] ")), loss.Split('(')[0], examples);

        T Pick<T>(params T[] choices) => choices[random.Next(choices.Length)];
    }

    public override string ToString() => Attributes;
}
