using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.CodeFixes;

/// <summary>Makes a model and the types that contain it partial.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MakePartialFix))]
[Shared]
internal sealed class MakePartialFix : CodeFixProvider
{
    private const string Title = "Make partial";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(DiagnosticDescriptors.NotPartial.Id, DiagnosticDescriptors.ContainerNotPartial.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent is TypeDeclarationSyntax type)
        {
            CodeAction action = CodeAction.Create(Title, cancellation => MakePartial(context.Document, type, cancellation), Title);
            context.RegisterCodeFix(action, context.Diagnostics);
        }
    }

    private static async Task<Document> MakePartial(Document document, TypeDeclarationSyntax type, CancellationToken cancellation)
    {
        DocumentEditor editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        foreach (TypeDeclarationSyntax each in type.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (!each.Modifiers.Any(SyntaxKind.PartialKeyword))
            {
                editor.ReplaceNode(each, (current, _) => AddPartial((TypeDeclarationSyntax)current));
            }
        }

        return editor.GetChangedDocument();
    }

    /// <summary>The modifier comes last, directly before the keyword, where the language wants it.</summary>
    private static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
        {
            return (TypeDeclarationSyntax)type.WithModifiers(type.Modifiers.Add(partial));
        }

        TypeDeclarationSyntax bare = type.WithKeyword(type.Keyword.WithLeadingTrivia());
        return (TypeDeclarationSyntax)bare.WithModifiers(SyntaxFactory.TokenList(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia)));
    }
}
