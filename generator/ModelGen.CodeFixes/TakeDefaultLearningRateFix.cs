using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.CodeFixes;

/// <summary>Leaves the learning rate to the optimizer's default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeDefaultLearningRateFix))]
[Shared]
internal sealed class TakeDefaultLearningRateFix : CodeFixProvider
{
    private const string Title = "Take the optimizer's default";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(DiagnosticDescriptors.UnusualLearningRate.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: { } list } optimizer
            || list.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.Text == "LearningRate") is not { } rate)
        {
            return;
        }

        AttributeSyntax without = list.Arguments.Count == 1 ? optimizer.WithArgumentList(null) : optimizer.RemoveNode(rate, SyntaxRemoveOptions.KeepNoTrivia)!;
        Document changed = context.Document.WithSyntaxRoot(root.ReplaceNode(optimizer, without));
        context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), Title), context.Diagnostics);
    }
}
