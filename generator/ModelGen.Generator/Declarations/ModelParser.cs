using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Declarations;

/// <summary>
/// Reads a class with [Model] into a <see cref="ModelSpec"/>. The only code of the compiler that sees Roslyn's symbols; what it
/// returns holds none of them.
/// </summary>
internal static class ModelParser
{
    public const string ModelAttribute = "ModelGen.ModelAttribute";

    /// <summary>The model that the generator's syntax provider found; null where C# has an error for it: two [Model], two types of one name, a private class in a namespace.</summary>
    public static ModelSpec? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is INamedTypeSymbol type && IsFirst(context, type) && IsPlaced(type)
            ? Parse(type, context.SemanticModel.Compilation, cancellation)
            : null;

    /// <summary>The model that a class declares, or null if it has no [Model].</summary>
    public static ModelSpec? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        EquatableArray<AttributeSpec> attributes = AttributeReader.Read(type, compilation, cancellation).Select(a => a.Spec).ToEquatableArray();
        if (!attributes.Any(a => a.Kind == AttributeKind.Model))
        {
            return null;
        }

        return new ModelSpec(TypeReader.Read(type, attributes, compilation, cancellation), attributes, TargetReader.Read(type, compilation));
    }

    /// <summary>
    /// Where each of <see cref="ModelSpec.Attributes"/> stands in the source. For the analyzer only: a location in the generator's
    /// pipeline would undo its caching.
    /// </summary>
    public static IReadOnlyList<DeclaredAttribute> Declarations(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        AttributeReader.Read(type, compilation, cancellation);

    /// <summary>Roslyn finds a type once for each of its declarations with [Model].</summary>
    private static bool IsFirst(GeneratorAttributeSyntaxContext context, INamedTypeSymbol type) =>
        type.GetAttributes().First(a => AttributeReader.KindOf(a.AttributeClass) == AttributeKind.Model).ApplicationSyntaxReference is { } first
        && first.SyntaxTree == context.TargetNode.SyntaxTree
        && context.TargetNode.Span.Contains(first.Span);

    /// <summary>Whether the type and those around it may stand where they do under their names, so that its files have names of their own.</summary>
    private static bool IsPlaced(INamedTypeSymbol type) =>
        type.ContainingSymbol is INamespaceOrTypeSymbol container
        && container.GetTypeMembers(type.Name, type.Arity).Length == 1
        && (type.ContainingType is not null || type.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal)
        && (type.ContainingType is null || IsPlaced(type.ContainingType));
}
