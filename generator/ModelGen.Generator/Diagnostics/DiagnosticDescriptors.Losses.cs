using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with whether the loss fits the last layer.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor SampleWeightShape = new(
        "MG0096",
        "The weights of examples do not fit what a loss judges",
        "{0} takes what examples count from input '{1}' of shape {2}, but for what {3} gives, shape {4}, expects {5}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0096.md");

    public static readonly DiagnosticDescriptor LossOutOfRange = new(
        "MG0022",
        "The outputs are not in the range of the loss",
        "[{0}] takes outputs from 0 to 1, which layer '{1}' with activation {2} does not keep to; end the model with Sigmoid or take [BinaryCrossEntropyWithLogitsLoss]",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0022.md");

    public static readonly DiagnosticDescriptor LossTakesLogProbabilities = new(
        "MG0023",
        "The loss takes log-probabilities",
        "[{0}] takes log-probabilities, which layer '{1}' with activation {2} does not give; end the model with LogSoftmax",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0023.md");

    public static readonly DiagnosticDescriptor LossTakesLogits = new(
        "MG0024",
        "The loss takes logits",
        "[{0}] applies the {3} itself, but layer '{1}' ends with activation {2} already; drop the activation",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0024.md");

    public static readonly DiagnosticDescriptor SoftmaxOfOne = new(
        "MG0025",
        "A softmax of one number",
        "Layer '{0}' takes the {1} of a single number, which is always {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0025.md");

    public static readonly DiagnosticDescriptor ClassLossOfOne = new(
        "MG0026",
        "A loss over classes with one class",
        "[{0}] has a single output to choose from, so it is always 0; give the model an output for each class",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0026.md");

    public static readonly DiagnosticDescriptor WeightCount = new(
        "MG0087",
        "A loss has not a weight for each class or output",
        "[{0}] has {2} {1}, but the last dimension of {3} has {4} numbers; give one for each{5}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0087.md");

    public static readonly DiagnosticDescriptor LossTakesPairs = new(
        "MG0085",
        "The loss takes as many variances as means",
        "[{0}] takes means and as many logarithms of variances, but the last dimension of {1} has {2} numbers; give it an even number",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0085.md");
}
