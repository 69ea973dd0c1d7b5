using System.Composition;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.CodeFixes;

/// <summary>Takes away the activation of an output layer whose loss wants none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DropActivationFix))]
[Shared]
internal sealed class DropActivationFix() : AttributeFix("Drop the activation", DiagnosticDescriptors.LossTakesLogits, DiagnosticDescriptors.DeadOutput)
{
    /// <summary>The layer: the diagnostic may stand at its loss.</summary>
    protected override Location PlaceOf(Diagnostic diagnostic) => diagnostic.AdditionalLocations.FirstOrDefault() ?? diagnostic.Location;

    /// <inheritdoc/>
    protected override SyntaxNode? Change(SyntaxNode root, AttributeSyntax layer)
    {
        // A layer of its own for the activation is the user's to remove: others may name it.
        AttributeArgumentSyntax? activation = layer.ArgumentList?.Arguments.FirstOrDefault(IsActivation);
        return activation is not null && (activation.NameEquals is not null || layer.ArgumentList!.Arguments.IndexOf(activation) > 0)
            ? root.RemoveNode(activation, SyntaxRemoveOptions.KeepNoTrivia)
            : null;
    }

    /// <summary>Activation.Relu, in whatever words.</summary>
    private static bool IsActivation(AttributeArgumentSyntax argument) =>
        argument.NameEquals is { Name.Identifier.Text: "Activation" }
        || argument.NameColon is { Name.Identifier.Text: "activation" }
        || (argument.Expression is MemberAccessExpressionSyntax { Expression: var type }
            && type is (IdentifierNameSyntax { Identifier.Text: "Activation" } or MemberAccessExpressionSyntax { Name.Identifier.Text: "Activation" }));
}
