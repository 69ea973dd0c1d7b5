using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>An optimizer with some of its settings, each at a value that is not its default.</summary>
internal static class RandomOptimizer
{
    private static readonly (string Name, string[] Settings)[] Kinds =
    [
        ("Sgd", ["WeightDecay = 0.02"]),
        ("Sgd", ["Momentum = 0.9, Nesterov = true", "WeightDecay = 0.02"]),
        ("Sgd", ["Momentum = 0.8, Dampening = 0.3", "WeightDecay = 0.02"]),
        ("Adam", ["Beta1 = 0.8", "Beta2 = 0.95", "Epsilon = 1e-4", "EpsilonHat = true", "WeightDecay = 0.02", "AmsGrad = true"]),
        ("AdamW", ["Beta1 = 0.8", "Beta2 = 0.95", "Epsilon = 1e-4", "WeightDecay = 0.05", "AmsGrad = true"]),
        ("RmsProp", ["Alpha = 0.9", "Epsilon = 1e-4", "WeightDecay = 0.02", "Momentum = 0.8", "Centered = true"]),
        ("Adagrad", ["LearningRateDecay = 0.1", "WeightDecay = 0.02", "InitialAccumulatorValue = 0.1", "Epsilon = 1e-4"]),
        ("Adadelta", ["Rho = 0.8", "Epsilon = 1e-4", "WeightDecay = 0.02"]),
        ("NAdam", ["Beta1 = 0.8", "Beta2 = 0.95", "Epsilon = 1e-4", "WeightDecay = 0.02", "MomentumDecay = 0.01"]),
        ("Adamax", ["Beta1 = 0.8", "Beta2 = 0.95", "Epsilon = 1e-4", "WeightDecay = 0.02"]),
        ("Adan", ["Beta1 = 0.8", "Beta2 = 0.9", "Beta3 = 0.95", "Epsilon = 1e-4", "WeightDecay = 0.02"]),
        ("Muon", ["Momentum = 0.8", "Nesterov = false", "WeightDecay = 0.02", "Steps = 2", "MatchAdamW = false", "IncludeOutputs = true", "Epsilon = 1e-4"]),
        ("RAdam", ["Beta1 = 0.8", "Beta2 = 0.95", "Epsilon = 1e-4", "WeightDecay = 0.02"]),
    ];

    private static readonly string[] Clips = ["ClipValue = 0.05", "ClipNorm = 0.5", "ClipValue = 0.1, ClipNorm = 0.3"];

    public static (string Attribute, double LearningRate) Draw(Random random)
    {
        (string name, string[] settings) = Kinds[random.Next(Kinds.Length)];
        double learningRate = Math.Round(0.01 + (0.1 * random.NextDouble()), 3);
        IEnumerable<string> chosen = settings.Where(_ => random.Next(2) == 0);
        string[] clip = random.Next(3) == 0 ? [Clips[random.Next(Clips.Length)]] : [];
        return ($"{name}({string.Join(", ", [$"LearningRate = {learningRate.ToString(CultureInfo.InvariantCulture)}", .. chosen, .. clip])})", learningRate);
    }
}
