using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.CodeFixes;

/// <summary>Removes a dropout layer between the outputs and their loss.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RemoveDropoutFix))]
[Shared]
internal sealed class RemoveDropoutFix : CodeFixProvider
{
    private const string Title = "Remove the dropout";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticDescriptors.DropoutBeforeLoss.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { Parent: AttributeListSyntax list } dropout
            || list.Parent is not TypeDeclarationSyntax type || !IsSafe(type))
        {
            return;
        }

        SyntaxNode removed = list.Attributes.Count > 1 ? dropout : list;
        Document changed = context.Document.WithSyntaxRoot(root.RemoveNode(removed, SyntaxRemoveOptions.KeepNoTrivia)!);
        context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), Title), context.Diagnostics);
    }

    /// <summary>Whether all is one chain: without names, the loss takes the layer above once the dropout is gone, and no layer is numbered anew for another.</summary>
    private static bool IsSafe(TypeDeclarationSyntax type)
    {
        AttributeArgumentSyntax[] arguments = [.. type.AttributeLists.SelectMany(l => l.Attributes).SelectMany(a => a.ArgumentList?.Arguments ?? default)];
        return !arguments.Any(a => a.NameEquals?.Name.Identifier.Text is "Name" or "From" or "Of")
            && !arguments.Any(a => a.Expression.IsKind(SyntaxKind.StringLiteralExpression));
    }
}
