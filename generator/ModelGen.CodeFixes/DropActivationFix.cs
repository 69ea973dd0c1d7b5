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

/// <summary>Takes away the activation of an output layer whose loss wants none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DropActivationFix))]
[Shared]
internal sealed class DropActivationFix : CodeFixProvider
{
    private const string Title = "Drop the activation";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(DiagnosticDescriptors.LossTakesLogits.Id, DiagnosticDescriptors.DeadOutput.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        Location place = context.Diagnostics[0].AdditionalLocations.FirstOrDefault() ?? context.Diagnostics[0].Location;
        if (root is null || place.SourceTree?.FilePath != root.SyntaxTree.FilePath
            || root.FindNode(place.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { ArgumentList: { } arguments })
        {
            return;
        }

        // A layer of its own for the activation is the user's to remove: others may name it.
        AttributeArgumentSyntax? activation = arguments.Arguments.FirstOrDefault(IsActivation);
        if (activation is not null && arguments.Arguments.IndexOf(activation) > 0)
        {
            Document changed = context.Document.WithSyntaxRoot(root.RemoveNode(activation, SyntaxRemoveOptions.KeepNoTrivia)!);
            context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(changed), Title), context.Diagnostics);
        }
    }

    /// <summary>Activation.Relu, in whatever words.</summary>
    private static bool IsActivation(AttributeArgumentSyntax argument) =>
        argument.NameEquals is { Name.Identifier.Text: "Activation" }
        || argument.NameColon is { Name.Identifier.Text: "activation" }
        || (argument.Expression is MemberAccessExpressionSyntax { Expression: var type }
            && type is (IdentifierNameSyntax { Identifier.Text: "Activation" } or MemberAccessExpressionSyntax { Name.Identifier.Text: "Activation" }));
}
