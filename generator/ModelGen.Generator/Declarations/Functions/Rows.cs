using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Declarations.Functions;

/// <summary>The type of a row of numbers.</summary>
internal static class Rows
{
    public static bool Is(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        Name: "ReadOnlySpan",
        ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
        TypeArguments: [{ SpecialType: SpecialType.System_Single or SpecialType.System_Double }],
    };
}
