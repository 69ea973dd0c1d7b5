using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelGen.Generator.Graph;

/// <summary>The names that generated methods use for themselves; a layer of such a name gets another one in the code.</summary>
internal static class ReservedNames
{
    private static readonly Regex Reserved = new(
        "^([a-z]|(sum|leaf|w|x|t)[0-9_]+|batch|next|sums|parameters|arena|scratch|step|learningRate|perExample|length|row|column)$",
        RegexOptions.CultureInvariant);

    public static bool IsReserved(string layerName) => Reserved.IsMatch(layerName) || SyntaxFacts.GetKeywordKind(layerName) != SyntaxKind.None;
}
