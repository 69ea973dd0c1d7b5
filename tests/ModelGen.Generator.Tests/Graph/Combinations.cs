using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Graph;

/// <summary>Small networks for every activation with every loss that fits behind it.</summary>
internal static class Combinations
{
    public static IReadOnlyList<int> Batches { get; } = [1, 3, 5];

    public static IReadOnlyList<string> Losses { get; } =
        [.. typeof(LossAttribute).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(LossAttribute)) && t != typeof(CustomLossAttribute)).Select(t => t.Name[..^"Attribute".Length]).Order()];

    /// <summary>Each activation in a hidden layer, with each loss behind the last layer's activation that suits it.</summary>
    public static IReadOnlyList<(ModelDeclaration Model, string Loss)> Hidden { get; } =
        [.. from activation in Enum.GetValues<Activation>() from loss in Losses select (Declare($"{activation}{loss}", activation, LastFor(loss), loss), loss)];

    /// <summary>Those, and each activation before each loss that allows it too.</summary>
    public static IReadOnlyList<(ModelDeclaration Model, string Loss)> All { get; } =
    [
        .. Hidden,
        .. from activation in Enum.GetValues<Activation>()
           from loss in Losses
           where activation != LastFor(loss) && Fits(activation, loss)
           select (Declare($"{activation}Twice{loss}", activation, activation, loss), loss),
    ];

    /// <summary>Of all, enough for generated code: each activation inside with four losses, each loss so behind four or more, and each activation at the end before one loss.</summary>
    /// <remarks>What a layer and a loss mean to each other is one gradient, and <see cref="GradientTests"/> has them all on the graph.</remarks>
    public static IReadOnlyList<(ModelDeclaration Model, string Loss)> Compiled { get; } =
    [
        .. Hidden.Where((_, n) => ((n / Losses.Count) + n) % Losses.Count is 0 or 4 or 7 or 11),
        .. All.Skip(Hidden.Count).GroupBy(c => c.Model.Attributes[0]).Select((g, n) => g.ElementAt(n % g.Count())),
    ];

    /// <remarks>Means and as many logarithms of variances are an even number.</remarks>
    private static ModelDeclaration Declare(string name, Activation hidden, Activation last, string loss) =>
        new(name, Inputs: 3, MaxBatch: 5, IsDouble: true, [$"Dense(4, Activation.{hidden})", $"Dense({(loss == "GaussianLoss" ? 4 : 3)}, Activation.{last})", loss, "Sgd"]);

    private static Activation LastFor(string loss) => loss switch
    {
        "BinaryCrossEntropyLoss" => Activation.Sigmoid,
        "KLDivergenceLoss" => Activation.LogSoftmax,
        _ => Activation.Identity,
    };

    private static bool Fits(Activation last, string loss) => loss switch
    {
        "BinaryCrossEntropyLoss" => last is Activation.Sigmoid or Activation.Softmax,
        "KLDivergenceLoss" => last is Activation.LogSoftmax,
        "SoftmaxCrossEntropyLoss" or "BinaryCrossEntropyWithLogitsLoss" or "PoissonLoss" => last is Activation.Identity,
        _ => true,
    };
}
