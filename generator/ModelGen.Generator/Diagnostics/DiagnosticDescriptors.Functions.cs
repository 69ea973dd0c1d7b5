using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <content>What can be wrong with a method that a model takes as a formula. All but the first stand in the method.</content>
internal static partial class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor UnfitFunction = new(
        "MG0090",
        "A method that cannot be a formula",
        "{0} cannot apply '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0090.md");

    public static readonly DiagnosticDescriptor UnreadableStatement = new(
        "MG0091",
        "A statement of a formula cannot be read",
        "{0} cannot apply '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0091.md");

    public static readonly DiagnosticDescriptor UnreadableFunction = new(
        "MG0092",
        "A formula cannot be read",
        "{0} cannot differentiate this part of '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0092.md");

    public static readonly DiagnosticDescriptor RecursiveFunction = new(
        "MG0093",
        "A formula calls itself",
        "{0} cannot apply '{1}': {2} calls itself, and a formula has an end",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0093.md");

    public static readonly DiagnosticDescriptor FunctionTooLong = new(
        "MG0094",
        "A formula is too long",
        "{0} cannot apply '{1}': with all calls written out it has more than {2} operations",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0094.md");

    public static readonly DiagnosticDescriptor NoSuchPlace = new(
        "MG0086",
        "A loss reads a number that its rows do not have",
        "{0} cannot apply '{1}': it reads number {2} of a row, counted from 0, but the last dimension of {3} has {4}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "MG0086.md");

    /// <summary>Those that stand in the method.</summary>
    public static ImmutableHashSet<string> InFunctions { get; } =
        ImmutableHashSet.Create(UnreadableStatement.Id, UnreadableFunction.Id, RecursiveFunction.Id, FunctionTooLong.Id);
}
