using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Declarations;

/// <summary>
/// Reads a class with [Model] into a <see cref="ModelSpec"/>. The only code of the compiler that sees Roslyn's symbols; what it
/// returns holds none of them.
/// </summary>
internal static class ModelParser
{
    public const string ModelAttribute = "ModelGen.ModelAttribute";

    /// <summary>The model that the generator's syntax provider found.</summary>
    public static ModelSpec? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is INamedTypeSymbol type ? Parse(type, context.SemanticModel.Compilation, cancellation) : null;

    /// <summary>The model that a class declares, or null if it has no [Model].</summary>
    public static ModelSpec? Parse(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        EquatableArray<AttributeSpec> attributes = AttributeReader.Read(type, compilation, cancellation).Select(a => a.Spec).ToEquatableArray();
        if (!attributes.Any(a => a.Kind == AttributeKind.Model))
        {
            return null;
        }

        bool checkOverflow = compilation.Options is CSharpCompilationOptions { CheckOverflow: true };
        return new ModelSpec(TypeReader.Read(type, attributes, cancellation), attributes, new TargetOptions(checkOverflow));
    }

    /// <summary>
    /// Where each of <see cref="ModelSpec.Attributes"/> stands in the source. For the analyzer only: a location in the generator's
    /// pipeline would undo its caching.
    /// </summary>
    public static IReadOnlyList<DeclaredAttribute> Declarations(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation) =>
        AttributeReader.Read(type, compilation, cancellation);
}
