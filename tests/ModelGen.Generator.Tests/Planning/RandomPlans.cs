using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Oracle;
using ModelGen.Generator.Tests.Shapes;
using Xunit;

namespace ModelGen.Generator.Tests.Planning;

/// <summary>Random dense networks as attributes, the same for a seed on every machine.</summary>
internal static class RandomPlans
{
    private static readonly string[] Losses =
    [
        "MeanSquaredErrorLoss", "HalfSumOfSquaresLoss", "MeanAbsoluteErrorLoss", "HuberLoss", "BinaryCrossEntropyLoss", "BinaryCrossEntropyWithLogitsLoss",
        "SoftmaxCrossEntropyLoss", "SoftmaxCrossEntropyLoss(LabelSmoothing = 0.1)", "KLDivergenceLoss", "PoissonLoss",
    ];

    private static readonly string[] Optimizers =
    [
        "Sgd", "Sgd(WeightDecay = 0.1)", "Sgd(Momentum = 0.9)", "Sgd(ClipNorm = 1)", "Sgd(ClipValue = 1)", "Adam", "Adam(ClipNorm = 1)", "AdamW", "RmsProp",
        "Adagrad", "Adadelta", "NAdam", "Adamax", "RAdam", "Lion", "Adan", "Muon",
    ];

    private static readonly ConcurrentDictionary<int, CompiledModel> Compiled = [];

    /// <summary>What the compiler makes of the network of a seed; each is compiled once.</summary>
    public static CompiledModel Compile(int seed) => Compiled.GetOrAdd(seed, s => s > 0 ? Stages.Compile(Draw(s)) : ModelCompiler.Compile(Stages.Declared($"{RandomGraph.Draw(-s).Declaration}")));

    public static TheoryData<int> Seeds(int count) => [.. Enumerable.Range(1, count)];

    public static string Draw(int seed)
    {
        Random random = new(seed);
        List<string> attributes = [$"Model(MaxBatch = {(random.Next(4) == 0 ? 1 : random.Next(2, 40))}, InputGradients = {Flag(0.3)}, Precision = Precision.{Pick("Single", "Double")})", $"Input({random.Next(1, 30)})"];
        for (int layers = random.Next(1, 5); layers > 0; layers--)
        {
            attributes.Add(random.Next(6) switch
            {
                0 => $"ActivationLayer(Activation.{Activation()})",
                1 => $"Dense({Units()}, Activation.{Activation()}, Bias = false, Trainable = {Flag(0.5)})",
                2 => $"Dense({Units()}, L1 = 0.1, L2 = 0.2)",
                _ => $"Dense({Units()}, Activation.{Activation()}, Trainable = {Flag(0.8)})",
            });
        }

        attributes.Add(Pick(Losses));
        attributes.Add(Pick(Optimizers));
        return string.Concat(attributes.Select(a => $"[{a}] "));

        int Units() => random.Next(1, 40);
        string Flag(double share) => random.NextDouble() < share ? "true" : "false";
        string Pick(params string[] choices) => choices[random.Next(choices.Length)];
        string Activation() => Pick(Enum.GetNames<Activation>());
    }
}
