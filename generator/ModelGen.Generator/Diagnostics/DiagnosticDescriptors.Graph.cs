using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with how layers are connected.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor UnknownName = new(
        "MG0040",
        "A name that nothing has",
        "{0} names '{1}', but the model has no such name for {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0040.md");

    public static readonly DiagnosticDescriptor UsedBeforeItExists = new(
        "MG0041",
        "A layer is used before it exists",
        "Layer '{0}' takes '{1}', which {2}; layers are read from top to bottom and take what stands above them",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0041.md");

    public static readonly DiagnosticDescriptor ShapesDiffer = new(
        "MG0042",
        "Shapes do not fit each other",
        "Layer '{0}' gets {1} from {2} and {3} from {4}; {5}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0042.md");

    public static readonly DiagnosticDescriptor UnusedLayer = new(
        "MG0043",
        "A layer's output is used by nobody",
        "Layer '{0}' is taken by no layer below it and judged by no loss; name it in a layer, give it a loss (Of = \"{0}\"), or remove it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0043.md");

    public static readonly DiagnosticDescriptor UnusedInput = new(
        "MG0044",
        "An input is used by nobody",
        "Input '{0}' is taken by no layer; name it in one (From = \"{0}\") or remove it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0044.md");

    public static readonly DiagnosticDescriptor SecondLoss = new(
        "MG0045",
        "An output has two losses",
        "[{0}] is a second loss of layer '{1}' after [{2}]; an output has at most one, so name another layer with Of",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0045.md");

    public static readonly DiagnosticDescriptor NoSuchDimension = new(
        "MG0046",
        "A dimension that the input does not have",
        "Layer '{0}' has Axis {1} but gets {2} from {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0046.md");

    public static readonly DiagnosticDescriptor ReshapeDiffers = new(
        "MG0047",
        "A shape for another number of elements",
        "Layer '{0}' cannot make {1} of {2} from {3}, which has {4} numbers",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0047.md");

    public static readonly DiagnosticDescriptor WrongRank = new(
        "MG0048",
        "An input with another number of dimensions",
        "Layer '{0}' takes {1} but gets {2} from {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0048.md");

    public static readonly DiagnosticDescriptor NeedsIndices = new(
        "MG0095",
        "A layer needs an input of indices",
        "Layer '{0}' takes indices, which only an input has, but gets {1}; put it first or name an input with From",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0095.md");
}
