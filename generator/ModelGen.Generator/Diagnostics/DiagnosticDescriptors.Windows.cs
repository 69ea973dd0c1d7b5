using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with layers that slide a window over their input.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NeedsPositions = new(
        "MG0060",
        "A layer needs an input with positions and channels",
        "Layer '{0}' takes an input of shape {1} but gets {2} from {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0060.md");

    public static readonly DiagnosticDescriptor WindowTooLarge = new(
        "MG0061",
        "A window is larger than the padded input",
        "Layer '{0}': {1} {2} with dilation {3} reaches over {4} elements, but the input from {5} has {6}, {7} together with padding",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0061.md");

    public static readonly DiagnosticDescriptor GroupsDoNotDivide = new(
        "MG0062",
        "The groups do not divide the channels",
        "Layer '{0}': Groups is {1} but must divide {2}, of which there are {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0062.md");

    public static readonly DiagnosticDescriptor WindowOfPadding = new(
        "MG0063",
        "A pooling window sees nothing but padding",
        "Layer '{0}': window {1} of {2} along the {3} lies in the padding altogether; use less padding",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0063.md");

    public static readonly DiagnosticDescriptor OutputSizeOutOfRange = new(
        "MG0064",
        "A layer's output has an impossible size",
        "Layer '{0}' would have an output of {1} along the {2}; it must be from 1 to {3}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0064.md");
}
