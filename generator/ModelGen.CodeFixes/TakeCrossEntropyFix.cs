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

/// <summary>Replaces a squared error after a sigmoid by the binary cross-entropy, which takes the same outputs and targets.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeCrossEntropyFix))]
[Shared]
internal sealed class TakeCrossEntropyFix : CodeFixProvider
{
    private const string Title = "Take [BinaryCrossEntropyLoss]";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticDescriptors.SquaredErrorAfterSigmoid.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is { } loss)
        {
            IdentifierNameSyntax other = SyntaxFactory.IdentifierName(SyntaxFactory.Identifier(default, "BinaryCrossEntropyLoss", default));
            NameSyntax name = loss.Name switch
            {
                QualifiedNameSyntax qualified => qualified.WithRight(other),
                AliasQualifiedNameSyntax aliased => aliased.WithName(other),
                _ => other,
            };
            Document changed = context.Document.WithSyntaxRoot(root.ReplaceNode(loss.Name, name));
            context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), Title), context.Diagnostics);
        }
    }
}
