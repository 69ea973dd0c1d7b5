using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.CodeFixes;

/// <summary>Puts [Flatten] before a layer that takes one dimension and gets several.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertFlattenFix))]
[Shared]
internal sealed class InsertFlattenFix() : AttributeFix("Insert [Flatten]", DiagnosticDescriptors.DenseOverImage)
{
    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, AttributeSyntax layer)
    {
        if (layer.Parent is not AttributeListSyntax list)
        {
            return null;
        }

        // What the layer takes, [Flatten] takes now.
        AttributeArgumentSyntax? from = layer.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.Text == "From");
        AttributeSyntax rest = from is null ? layer : layer.RemoveNode(from, SyntaxRemoveOptions.KeepNoTrivia)!;
        AttributeSyntax flatten = layer.WithName(Sibling(layer, "Flatten")).WithArgumentList(
            from is null ? null : layer.ArgumentList!.WithArguments(SyntaxFactory.SingletonSeparatedList(from.WithoutTrivia())));
        if (list.Attributes[0] != layer)
        {
            return root.ReplaceNode(layer, [flatten, rest]);
        }

        // A comment above the layer moves above [Flatten], one beside it stays there; indentation and line end go to both.
        SyntaxTriviaList leading = list.GetLeadingTrivia(), trailing = list.GetTrailingTrivia();
        AttributeListSyntax before = list.WithAttributes(SyntaxFactory.SingletonSeparatedList(flatten))
            .WithTrailingTrivia(trailing.Where(t => trailing.Count == 1 || t.IsKind(SyntaxKind.EndOfLineTrivia)));
        AttributeListSyntax after = list.WithAttributes(list.Attributes.Replace(layer, rest)).WithLeadingTrivia(leading.Reverse().TakeWhile(t => t.IsKind(SyntaxKind.WhitespaceTrivia)));
        return root.ReplaceNode(list, [before, after]);
    }
}
