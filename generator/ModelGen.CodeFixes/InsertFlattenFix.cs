using System.Collections.Immutable;
using System.Composition;
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
        AttributeSyntax flatten = SyntaxFactory.Attribute(Sibling(layer.Name));
        if (list.Attributes[0] != layer)
        {
            return root.InsertNodesBefore(layer, [flatten]);
        }

        // A comment above the layer moves above [Flatten]; the layer itself keeps the indentation.
        SyntaxTriviaList leading = list.GetLeadingTrivia();
        SyntaxTriviaList indentation = leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia)
            ? SyntaxFactory.TriviaList(leading[leading.Count - 1])
            : default;
        AttributeListSyntax before = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(flatten))
            .WithLeadingTrivia(leading)
            .WithTrailingTrivia(list.GetTrailingTrivia());
        return root.ReplaceNode(list, [before, list.WithLeadingTrivia(indentation)]);
    }

    /// <summary>Flatten, qualified as the layer beside it is.</summary>
    private static NameSyntax Sibling(NameSyntax layer) => layer switch
    {
        QualifiedNameSyntax qualified => qualified.WithRight(SyntaxFactory.IdentifierName("Flatten")),
        AliasQualifiedNameSyntax aliased => aliased.WithName(SyntaxFactory.IdentifierName("Flatten")),
        _ => SyntaxFactory.IdentifierName("Flatten"),
    };
}
