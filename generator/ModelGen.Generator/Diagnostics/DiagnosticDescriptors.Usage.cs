using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What is probably not meant where a model is used.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor OutputAllocatedInLoop = new(
        "MG0103",
        "An array for each prediction",
        "The array for the outputs of '{0}' is made anew in every round of the loop; make it before the loop, or on the stack",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0103.md");

    public static readonly DiagnosticDescriptor TrainedByThreads = new(
        "MG0104",
        "One model trained by several threads",
        "'{0}' of '{1}' may run on several threads at once, but changes the model; give each thread a model of its own, or let one thread train with DegreeOfParallelism above 1",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0104.md");

    public static readonly DiagnosticDescriptor NoAllocAllocates = new(
        "MG0105",
        "A method that must not allocate does",
        "'{0}' is marked [NoAlloc] but {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0105.md");
}
