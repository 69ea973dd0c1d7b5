using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with which attributes a model has, in which order.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor NoInput = new(
        "MG0008",
        "A model needs an input",
        "Model '{0}' has no [Input], so the sizes of its layers are unknown",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0008.md");

    public static readonly DiagnosticDescriptor NoLayer = new(
        "MG0009",
        "A model needs a layer",
        "Model '{0}' has no layer",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0009.md");

    public static readonly DiagnosticDescriptor InputAfterLayer = new(
        "MG0010",
        "The input stands after a layer",
        "[Input] stands after layer '{0}'; layers are read from top to bottom, so put it above the first layer",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0010.md");

    public static readonly DiagnosticDescriptor DeclaredTwice = new(
        "MG0011",
        "A model has one optimizer",
        "[{0}] is a second optimizer after [{1}]; a model has at most one",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0011.md");

    public static readonly DiagnosticDescriptor OptimizerWithoutLoss = new(
        "MG0012",
        "An optimizer needs a loss",
        "[{0}] has nothing to minimise, because model '{1}' has no loss; with [Model(OutputGradients = true)] it takes gradients from your code",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0012.md");

    public static readonly DiagnosticDescriptor AverageWithoutOptimizer = new(
        "MG0083",
        "An average of parameters needs an optimizer",
        "[Ema] averages the parameters over the steps of an optimizer, and model '{0}' has none",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0083.md");

    public static readonly DiagnosticDescriptor TwoDeclarations = new(
        "MG0013",
        "The layers stand on two partial declarations",
        "[{0}] stands on another declaration of '{1}' than [{2}]; the order across declarations is undefined, so put the input and all layers on one",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0013.md");

    public static readonly DiagnosticDescriptor InvalidLayerName = new(
        "MG0014",
        "A name cannot be used",
        "{0} name '{1}' {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0014.md");

    public static readonly DiagnosticDescriptor DuplicateLayerName = new(
        "MG0015",
        "Two layers or inputs have one name",
        "{0} name '{1}' is already that of {2}; names are compared without regard to case",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0015.md");
}
