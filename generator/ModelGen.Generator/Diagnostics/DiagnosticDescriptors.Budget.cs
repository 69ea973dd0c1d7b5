using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What a network may cost.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor OverBudget = new(
        "MG0106",
        "A model costs more than its budget",
        "Model '{0}' has {1}{2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0106.md");
}
