using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModelGen.Generator.Diagnostics;

namespace ModelGen.Tool.Compiling;

/// <summary>
/// What is wrong with models. A file is often one of a project's many, and half of what it names is elsewhere: of the C# compiler's
/// own errors only those count that stand in a model's attributes, or break its declaration.
/// </summary>
internal static class ModelFaults
{
    // Enough to see what is the matter.
    private const int MostWithoutModels = 10;

    /// <summary>The analyzer's errors and warnings, and those of the compiler that concern the models, in the order of files and lines.</summary>
    /// <param name="compilation">The files.</param>
    /// <param name="models">The models that are asked for.</param>
    /// <param name="everything">Whether what the analyzer says about other classes counts too.</param>
    public static IReadOnlyList<Diagnostic> Find(CSharpCompilation compilation, IReadOnlyList<DeclaredModel> models, bool everything)
    {
        IEnumerable<Diagnostic> found = compilation.WithAnalyzers([new ModelAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed && (everything || models.Any(m => Concerns(d, m))));
        IEnumerable<Diagnostic> compiler = Errors(compilation).Where(d => models.Any(m => Concerns(d, m)));
        return [.. found.Concat(compiler).Distinct().OrderBy(d => PlaceOf(d, compilation))];
    }

    /// <summary>Why there is no model: a missing using, or a file that is broken.</summary>
    public static IReadOnlyList<Diagnostic> WithoutModels(CSharpCompilation compilation) =>
        [.. Errors(compilation).OrderBy(d => PlaceOf(d, compilation)).Take(MostWithoutModels)];

    /// <summary>Whether it stands in the model's declaration: the compiler's in its attributes, or where they and the class's name do not parse; the analyzer's anywhere in it.</summary>
    public static bool Concerns(Diagnostic fault, DeclaredModel model) => model.Type.DeclaringSyntaxReferences.Any(reference =>
        fault.Location.SourceTree == reference.SyntaxTree
        && reference.GetSyntax() is BaseTypeDeclarationSyntax declaration
        && (fault.Id.StartsWith("CS", StringComparison.Ordinal)
            ? declaration.AttributeLists.Any(list => list.Span.IntersectsWith(fault.Location.SourceSpan))
            : declaration.FullSpan.Contains(fault.Location.SourceSpan)));

    private static IEnumerable<Diagnostic> Errors(CSharpCompilation compilation) =>
        compilation.GetParseDiagnostics().Concat(compilation.GetDeclarationDiagnostics()).Where(d => d.Severity == DiagnosticSeverity.Error).Distinct();

    private static (int File, TextSpan Span) PlaceOf(Diagnostic fault, CSharpCompilation compilation) =>
        (fault.Location.SourceTree is { } tree ? compilation.SyntaxTrees.IndexOf(tree) : -1, fault.Location.SourceSpan);
}
