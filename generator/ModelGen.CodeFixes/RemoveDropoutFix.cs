using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.CodeFixes;

/// <summary>Removes a dropout layer between the outputs and their loss.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveDropoutFix))]
[Shared]
internal sealed class RemoveDropoutFix() : AttributeFix("Remove the dropout", DiagnosticDescriptors.DropoutBeforeLoss)
{
    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, AttributeSyntax dropout) => dropout.Parent is AttributeListSyntax { Parent: TypeDeclarationSyntax type } list && IsSafe(type)
        ? root.RemoveNode(list.Attributes.Count > 1 ? dropout : list, SyntaxRemoveOptions.KeepNoTrivia)
        : null;

    /// <summary>Whether all is one chain: without names, the loss takes the layer above once the dropout is gone, and no layer is numbered anew for another.</summary>
    private static bool IsSafe(TypeDeclarationSyntax type)
    {
        AttributeArgumentSyntax[] arguments = [.. type.AttributeLists.SelectMany(l => l.Attributes).SelectMany(a => a.ArgumentList?.Arguments ?? default)];
        return !arguments.Any(a => a.NameEquals?.Name.Identifier.Text is "Name" or "From" or "Of")
            && !arguments.Any(a => a.Expression.IsKind(SyntaxKind.StringLiteralExpression));
    }
}
