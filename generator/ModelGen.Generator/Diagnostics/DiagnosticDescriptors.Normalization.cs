using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with normalisations, embeddings and own activations.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NormalizationOfOne = new(
        "MG0080",
        "A normalisation of one number",
        "Layer '{0}' normalises over {1}, which makes every number 0",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0080.md");

    public static readonly DiagnosticDescriptor ChannelsNotDivisible = new(
        "MG0081",
        "Channels do not divide into groups",
        "Layer '{0}' makes {1} groups of {2} channels, which does not come out even; it gets {3} from {4}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0081.md");

    public static readonly DiagnosticDescriptor MustReadInput = new(
        "MG0082",
        "A layer that takes an input of the model",
        "Layer '{0}' takes an input of the model as it is given but gets {1}; put it directly below [Input] or name an input with From",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0082.md");
}
