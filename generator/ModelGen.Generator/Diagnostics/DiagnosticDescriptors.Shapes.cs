using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with the sizes of layers.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NeedsFlatten = new(
        "MG0019",
        "A layer needs an input of one dimension",
        "Layer '{0}' takes an input of one dimension but gets {1} from {2}; put [Flatten] before it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0019.md");

    public static readonly DiagnosticDescriptor TooManyParameters = new(
        "MG0020",
        "A model has too many parameters",
        "Layer '{0}' has {1} parameters, which brings the model to {2}, more than the {3} that one array holds",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0020.md");

    public static readonly DiagnosticDescriptor TooMuchMemory = new(
        "MG0021",
        "A training step needs too much memory",
        "A training step of {0} examples keeps {1} activations, more than the {2} that one array holds; {3} alone has {4} for each example",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0021.md");
}
