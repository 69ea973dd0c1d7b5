using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with a method that a model takes as a formula. All but the first stand in the method.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor UnfitFunction = new(
        "MG0090",
        "A method that cannot be an activation",
        "Layer '{0}' cannot apply '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0090.md");

    public static readonly DiagnosticDescriptor NotOneExpression = new(
        "MG0091",
        "An activation must be one expression",
        "Layer '{0}' cannot apply '{1}': {2} must be one expression, => … or a single return",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0091.md");

    public static readonly DiagnosticDescriptor UnreadableFunction = new(
        "MG0092",
        "An activation cannot be read",
        "Layer '{0}' cannot differentiate this part of '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0092.md");

    public static readonly DiagnosticDescriptor RecursiveFunction = new(
        "MG0093",
        "An activation calls itself",
        "Layer '{0}' cannot apply '{1}': {2} calls itself, and a formula has an end",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0093.md");

    public static readonly DiagnosticDescriptor FunctionTooLong = new(
        "MG0094",
        "An activation is too long",
        "Layer '{0}' cannot apply '{1}': with all calls written out it has more than {2} operations",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0094.md");

    /// <summary>Those that stand in the method.</summary>
    public static ImmutableHashSet<string> InFunctions { get; } =
        ImmutableHashSet.Create(NotOneExpression.Id, UnreadableFunction.Id, RecursiveFunction.Id, FunctionTooLong.Id);
}
