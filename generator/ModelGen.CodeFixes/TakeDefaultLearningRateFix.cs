using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.CodeFixes;

/// <summary>Leaves the learning rate to the optimizer's default.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeDefaultLearningRateFix))]
[Shared]
internal sealed class TakeDefaultLearningRateFix() : AttributeFix("Take the optimizer's default", DiagnosticDescriptors.UnusualLearningRate)
{
    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, AttributeSyntax optimizer)
    {
        if (optimizer.ArgumentList is not { } list || list.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.Text == "LearningRate") is not { } rate)
        {
            return null;
        }

        return root.ReplaceNode(optimizer, list.Arguments.Count == 1 ? optimizer.WithArgumentList(null) : optimizer.RemoveNode(rate, SyntaxRemoveOptions.KeepNoTrivia)!);
    }
}
