using System.Collections.Immutable;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator.Diagnostics;

/// <summary>
/// Keeps the compiler quiet about arrays in a model's attributes where an assembly is [CLSCompliant(true)]: <c>[Input(28, 28)]</c> is one, and CS3016 stands
/// at it even on a class that nobody outside sees, on which [CLSCompliant(false)] is a warning itself.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ComplianceSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor ArrayArgument = new("MGS3016", "CS3016", "A model's attributes are read by ModelGen alone");

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = ImmutableArray.Create(ArrayArgument);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (IsAtOurs(diagnostic, context, context.CancellationToken))
            {
                context.ReportSuppression(Suppression.Create(ArrayArgument, diagnostic));
            }
        }
    }

    private static bool IsAtOurs(Diagnostic diagnostic, SuppressionAnalysisContext context, CancellationToken cancellationToken) =>
        diagnostic.Location is { SourceTree: { } tree, SourceSpan: var span }
        && tree.GetRoot(cancellationToken).FindNode(span).FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
        && AttributeReader.KindOf(context.GetSemanticModel(tree).GetTypeInfo(attribute, cancellationToken).Type as INamedTypeSymbol) is not null;
}
