using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What compiles, and probably is not meant.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor UnusualLearningRate = new(
        "MG0100",
        "An unusual learning rate",
        "[{0}] has a learning rate of {1}; it is usually from {2} to {3}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0100.md");

    public static readonly DiagnosticDescriptor SquaredErrorAfterSigmoid = new(
        "MG0101",
        "A squared error after a sigmoid",
        "[{0}] learns slowly where layer '{1}' is most wrong, since activation {2} is flat there; for classes take [BinaryCrossEntropyLoss]",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0101.md");

    public static readonly DiagnosticDescriptor DeadOutput = new(
        "MG0102",
        "An output that can die",
        "Layer '{0}' is judged by [{1}] but ends with activation {2}: an output that is 0 for every example has no gradient and stays 0; drop the activation",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0102.md");

    public static readonly DiagnosticDescriptor DropoutBeforeLoss = new(
        "MG0107",
        "Dropout before the loss",
        "Layer '{0}' switches off outputs at random that [{1}] compares with the targets, so no parameters can be right; put it before the layer above",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0107.md");

    public static readonly DiagnosticDescriptor StatisticsOfOneExample = new(
        "MG0108",
        "Batch statistics of one example",
        "Layer '{0}' learns with the statistics of a single example's {1} positions, since MaxBatch is 1, and predicts with those of all; raise MaxBatch, or take [GroupNorm] or [LayerNorm]",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0108.md");

    public static readonly DiagnosticDescriptor NothingToTrain = new(
        "MG0109",
        "An optimizer without parameters",
        "[{0}] has nothing to change: every parameter is frozen, or there is none, so the model gets neither Update nor TrainBatch",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0109.md");
}
