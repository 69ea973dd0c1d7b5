using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.CodeFixes;

/// <summary>Replaces a squared error after a sigmoid by the binary cross-entropy, which takes the same outputs and targets.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(TakeCrossEntropyFix))]
[Shared]
internal sealed class TakeCrossEntropyFix() : AttributeFix("Take [BinaryCrossEntropyLoss]", DiagnosticDescriptors.SquaredErrorAfterSigmoid)
{
    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, AttributeSyntax loss) => root.ReplaceNode(loss.Name, Sibling(loss, "BinaryCrossEntropyLoss"));
}
