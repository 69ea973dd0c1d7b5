using System.Collections.Generic;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>What is said about the weights of losses.</summary>
internal static class WeightDiagnosticCases
{
    public static IReadOnlyList<DiagnosticCase> All { get; } =
    [
        new("MG0087", "[Model] [Input(2)] [Dense(3)] [[|SoftmaxCrossEntropyLoss(ClassWeights = new[] { 1, 2.5 })|]] partial class Net;",
            "[SoftmaxCrossEntropyLoss] has 2 ClassWeights, but the last dimension of layer 'dense1' has 3 numbers; give one for each"),
        new("MG0087", "[Model] [Input(2)] [Dense(3)] [[|BinaryCrossEntropyWithLogitsLoss(PositiveWeights = new[] { 1, 2.5 })|]] partial class Net;",
            "[BinaryCrossEntropyWithLogitsLoss] has 2 PositiveWeights, but the last dimension of layer 'dense1' has 3 numbers; give one for each, or one for all"),
        new("MG0016", "[Model] [Input(2)] [Dense(2)] [[|SoftmaxCrossEntropyLoss(ClassWeights = new[] { 1, -0.5 })|]] partial class Net;",
            "[SoftmaxCrossEntropyLoss]: ClassWeights is -0.5 but must be numbers that are each 0 or more, and finite"),
        new("MG0016", "[Model] [Input(2)] [Dense(2)] [[|BinaryCrossEntropyWithLogitsLoss(PositiveWeights = new[] { 1e-60 })|]] partial class Net;",
            "[BinaryCrossEntropyWithLogitsLoss]: PositiveWeights is 1E-60 but must be numbers that are each above 0, and finite, in single precision"),
        new("MG0079", "[Model] [Input(4)] [Dense(3, Name = \"a\")] [Dense(2)] [HuberLoss(Of = \"a\")] [[|SoftmaxCrossEntropyLoss(ClassWeights = new[] { 1, 2.5 })|]] partial class Net;",
            "SoftmaxCrossEntropyLoss is the mean over the weights of its targets, but HuberLoss of 'a' over the examples: what one counts against the other would depend on the batch"),
        new("MG0079", "[Model] [Input(4)] [Input(1, Name = \"w\")] [Dense(3, Name = \"a\")] [Dense(2)] [HuberLoss(Of = \"a\")] [[|MeanSquaredErrorLoss(SampleWeights = \"w\")|]] partial class Net;",
            "MeanSquaredErrorLoss is the mean over the weights of input 'w', but HuberLoss of 'a' over all that it judges alike: what one counts against the other would depend on the batch"),
        new("MG0096", "[Model] [Input(4)] [Input(2, Name = \"w\")] [Dense(3)] [[|HuberLoss(SampleWeights = \"w\")|]] partial class Net;",
            "HuberLoss takes what examples count from input 'w' of shape (2), but for what layer 'dense1' gives, shape (3), expects one number"),
        new("MG0096", "[Model] [Input(5, 4)] [Input(2, Name = \"w\")] [Dense(3)] [[|HuberLoss(SampleWeights = \"w\")|]] partial class Net;",
            "HuberLoss takes what examples count from input 'w' of shape (2), but for what layer 'dense1' gives, shape (5, 3), expects one number, or one for each of the 5 positions"),
        new("MG0096", "[Model] [Input(5, 4)] [Input(5, Name = \"w\")] [Dense(3)] [[|HalfSumOfSquaresLoss(SampleWeights = \"w\")|]] partial class Net;",
            "HalfSumOfSquaresLoss takes what examples count from input 'w' of shape (5), but for what layer 'dense1' gives, shape (5, 3), expects one number"),
        new("MG0096", "[Model] [Input(4)] [Input(1, 1, Name = \"w\", Lengths = true)] [Dense(3)] [[|HuberLoss(SampleWeights = \"w\")|]] partial class Net;",
            "HuberLoss takes what examples count from input 'w' of shape (1, 1) with lengths, but for what layer 'dense1' gives, shape (3), expects one number"),
    ];
}
