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
}
