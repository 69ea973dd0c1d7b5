using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ModelGen.CodeFixes;

/// <summary>A fix that changes the file in which an attribute stands.</summary>
/// <param name="title">What an editor offers.</param>
/// <param name="rules">What it is a remedy for.</param>
internal abstract class AttributeFix(string title, params DiagnosticDescriptor[] rules) : CodeFixProvider
{
    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.CreateRange(rules.Select(rule => rule.Id));

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Location place = PlaceOf(context.Diagnostics[0]);
        if (root is not null && place.SourceTree?.FilePath == root.SyntaxTree.FilePath
            && root.FindNode(place.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
            && Change(root, attribute) is { } changed)
        {
            Document document = context.Document.WithSyntaxRoot(changed);
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(document), title), context.Diagnostics);
        }
    }

    /// <summary>Where the attribute stands: where the diagnostic does, unless overridden.</summary>
    protected virtual Location PlaceOf(Diagnostic diagnostic) => diagnostic.Location;

    /// <summary>The file with the remedy, or null where there is no safe one.</summary>
    protected abstract SyntaxNode? Change(SyntaxNode root, AttributeSyntax attribute);

    /// <summary>Another attribute's name, qualified as that of <paramref name="attribute"/>. Without elastic trivia, which would have the surroundings reformatted.</summary>
    protected static NameSyntax Sibling(AttributeSyntax attribute, string name)
    {
        IdentifierNameSyntax identifier = SyntaxFactory.IdentifierName(SyntaxFactory.Identifier(default, name, default));
        return attribute.Name switch
        {
            QualifiedNameSyntax qualified => qualified.WithRight(identifier),
            AliasQualifiedNameSyntax aliased => aliased.WithName(identifier),
            _ => identifier,
        };
    }
}
