using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with layers that go over a sequence.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor HeadsDoNotDivide = new(
        "MG0070",
        "The heads do not divide the features",
        "Layer '{0}': Heads is {1} but must divide the features of {2}, of which there are {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0070.md");

    public static readonly DiagnosticDescriptor CausalMemory = new(
        "MG0071",
        "A causal mask over a memory of another length",
        "Layer '{0}' is Causal over {1} steps of {2} and {3} of {4}; which of them are earlier is known only where both have the same steps, so leave out Causal or Memory",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0071.md");

    public static readonly DiagnosticDescriptor OddRotary = new(
        "MG0072",
        "Rotary positions of heads with an odd width",
        "Layer '{0}' has Rotary, which turns pairs of features, but its heads are {1} wide: {2} heads of the {4} features of {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0072.md");

    public static readonly DiagnosticDescriptor CannotBeCarried = new(
        "MG0076",
        "A state cannot be carried from batch to batch",
        "Layer '{0}': with Stateful = true it begins where the batch before ended, which {1} contradicts",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0076.md");

    public static readonly DiagnosticDescriptor NoStream = new(
        "MG0075",
        "The model cannot be a stream",
        "Model '{0}' has Streaming = true but can have no stream: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0075.md");

    public static readonly DiagnosticDescriptor CannotTakeLengths = new(
        "MG0078",
        "A layer cannot take sequences with lengths",
        "Layer '{0}' cannot take sequences that have lengths of their own, as those of {1} do: {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0078.md");

    public static readonly DiagnosticDescriptor MeansDiffer = new(
        "MG0079",
        "Losses are means over different positions",
        "{0} is the mean over {1}, but {2} over {3}: what one counts against the other would depend on the batch",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0079.md");
}
