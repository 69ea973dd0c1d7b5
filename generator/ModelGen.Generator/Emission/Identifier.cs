using Microsoft.CodeAnalysis.CSharp;

namespace ModelGen.Generator.Emission;

/// <summary>Names as C# writes them.</summary>
internal static class Identifier
{
    /// <summary>A keyword with its @.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>dense1Weight → Dense1Weight.</summary>
    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);
}
