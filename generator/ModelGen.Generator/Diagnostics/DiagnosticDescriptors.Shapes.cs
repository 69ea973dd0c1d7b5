using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with the sizes of layers.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor DenseOverImage = new(
        "MG0019",
        "A dense layer at each position of an image",
        "Layer '{0}' works at each of the {1} positions of {2}; put [Flatten] before it to make one row of all",
        Category,
        DiagnosticSeverity.Info,
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
        "A model needs too much memory",
        "{0}, more than the {1} that one array holds; {2} alone has {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0021.md");

    public static readonly DiagnosticDescriptor SliceOutside = new(
        "MG0110",
        "A slice that is not inside its input",
        "Layer '{0}' takes {1} from {2} on along dimension {3} of {4} from {5}, but there are {6}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0110.md");

    public static readonly DiagnosticDescriptor BorderDoesNotFit = new(
        "MG0111",
        "A border that does not fit its input",
        "Layer '{0}' {1}, but there are {2} in {3}; {4}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0111.md");

    public static readonly DiagnosticDescriptor InterpolationTooLarge = new(
        "MG0112",
        "An interpolation with too large a matrix",
        "Layer '{0}' makes {2} of {1} by a matrix of {3} numbers, but at most {4} become part of the code; enlarge less at once, or with Mode = UpsampleMode.Nearest",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0112.md");
}
