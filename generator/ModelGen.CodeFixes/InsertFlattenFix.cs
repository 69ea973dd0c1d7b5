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

/// <summary>Puts [Flatten] before a layer that takes one dimension and gets several.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertFlattenFix))]
[Shared]
internal sealed class InsertFlattenFix : CodeFixProvider
{
    private const string Title = "Insert [Flatten]";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticDescriptors.NeedsFlatten.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is { Parent: AttributeListSyntax list } layer)
        {
            Document fixedDocument = context.Document.WithSyntaxRoot(Insert(root, list, layer));
            context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(fixedDocument), Title), context.Diagnostics);
        }
    }

    private static SyntaxNode Insert(SyntaxNode root, AttributeListSyntax list, AttributeSyntax layer)
    {
        // What the layer takes, [Flatten] takes now.
        AttributeArgumentSyntax? from = layer.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.Text == "From");
        AttributeSyntax rest = from is null ? layer : layer.RemoveNode(from, SyntaxRemoveOptions.KeepNoTrivia)!;
        AttributeSyntax flatten = layer.WithName(Sibling(layer.Name)).WithArgumentList(
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

    /// <summary>Flatten, qualified as the layer beside it is. Without elastic trivia, which would have the surroundings reformatted.</summary>
    private static NameSyntax Sibling(NameSyntax layer)
    {
        IdentifierNameSyntax flatten = SyntaxFactory.IdentifierName(SyntaxFactory.Identifier(default, "Flatten", default));
        return layer switch
        {
            QualifiedNameSyntax qualified => qualified.WithRight(flatten),
            AliasQualifiedNameSyntax aliased => aliased.WithName(flatten),
            _ => flatten,
        };
    }
}
