using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelGen.Generator.Declarations;

/// <summary>Reads what the user's compilation demands of the code that is generated for a model.</summary>
internal static class TargetReader
{
    private static readonly string[] NativeIntegers = ["nint", "nuint"];

    public static TargetOptions Read(INamedTypeSymbol type, Compilation compilation) => new(
        compilation.Options is CSharpCompilationOptions { CheckOverflow: true },
        LibraryAlias(type, compilation),
        NativeIntegers.Any(name => HasOwn(name, type, compilation)),
        ChecksCompliance(type),
        HasObsoleteBase(type));

    private static bool HasObsoleteBase(INamedTypeSymbol type) => type.BaseType is { SpecialType: not SpecialType.System_Object } parent
        && parent.InstanceConstructors.Cast<ISymbol>().Append(parent).Any(s => s.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == typeof(ObsoleteAttribute).FullName));

    /// <summary>Whether the user has a type, a namespace or a member of a name, or the class a type parameter.</summary>
    private static bool HasOwn(string name, INamedTypeSymbol type, Compilation compilation) =>
        compilation.ContainsSymbolsWithName(name, SymbolFilter.All)
        || TypeReader.Containers(type).Prepend(type).Any(t => t.TypeParameters.Any(p => p.Name == name));

    private static string? LibraryAlias(INamedTypeSymbol type, Compilation compilation)
    {
        IAssemblySymbol? library = type.GetAttributes().FirstOrDefault(a => AttributeReader.KindOf(a.AttributeClass) == AttributeKind.Model)?.AttributeClass?.ContainingAssembly;
        MetadataReference? reference = library is null ? null : compilation.GetMetadataReference(library);
        return reference is { Properties.Aliases: { IsDefaultOrEmpty: false } aliases } && !aliases.Contains(MetadataReferenceProperties.GlobalAlias) ? aliases[0] : null;
    }

    private static bool ChecksCompliance(INamedTypeSymbol type)
    {
        // On a class that nobody outside sees C# would warn of the attribute itself.
        IReadOnlyList<INamedTypeSymbol> types = [.. TypeReader.Containers(type).Prepend(type)];
        return types.All(t => t.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal)
            && types.Select(Compliance).Append(Compliance(type.ContainingModule)).Append(Compliance(type.ContainingAssembly)).FirstOrDefault(c => c is not null) == true
            && Compliance(type) is null;
    }

    /// <summary>What [CLSCompliant] says of something; null if it does not stand there.</summary>
    private static bool? Compliance(ISymbol symbol) => symbol.GetAttributes()
        .Where(a => a.AttributeClass?.ToDisplayString() == typeof(CLSCompliantAttribute).FullName)
        .Select(a => a.ConstructorArguments.FirstOrDefault().Value as bool?)
        .FirstOrDefault();
}
