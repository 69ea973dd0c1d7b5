using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with ModelGen itself.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor InternalError = new(
        "MG9999",
        "ModelGen failed",
        "ModelGen failed on model '{0}' in stage {1}; please report this with the model's declaration. {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG9999.md");
}
