using System;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Declarations;

/// <summary>
/// File names for generated sources: <c>Games.Outer.Net</c>. ASCII only, and different for different types even where the
/// file system ignores case, as Roslyn does when it compares hint names.
/// </summary>
internal static class HintNames
{
    public static string Of(INamespaceOrTypeSymbol symbol)
    {
        StringBuilder name = new();
        if (symbol.ContainingSymbol is INamespaceOrTypeSymbol container and not INamespaceSymbol { IsGlobalNamespace: true })
        {
            name.Append(Of(container)).Append('.');
        }

        foreach (char c in symbol.Name)
        {
            // '-' occurs in no identifier, so what is escaped cannot meet what is not.
            name.Append(c < 128 ? c.ToString() : "-u" + ((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        if (symbol is INamedTypeSymbol { Arity: > 0 } type)
        {
            name.Append('-').Append(type.Arity.ToString(CultureInfo.InvariantCulture));
        }

        return name.Append(CaseMark(symbol)).ToString();
    }

    /// <summary>Which letters are capitals, if a neighbour's name differs in nothing else: <c>-c001</c>.</summary>
    private static string CaseMark(INamespaceOrTypeSymbol symbol)
    {
        bool hasTwin = symbol.ContainingSymbol is INamespaceOrTypeSymbol container && container.GetMembers().Any(m =>
            m is INamespaceOrTypeSymbol && m.Name != symbol.Name && m.Name.Equals(symbol.Name, StringComparison.OrdinalIgnoreCase));
        return hasTwin ? "-c" + string.Concat(symbol.Name.Select(c => char.IsUpper(c) ? '1' : '0')) : "";
    }
}
