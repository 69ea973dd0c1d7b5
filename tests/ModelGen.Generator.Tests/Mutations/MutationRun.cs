using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Diagnostics;
using ModelGen.Generator.Diagnostics.Usage;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Mutations;

/// <summary>What came of files that were compiled together, beside a model without faults.</summary>
/// <param name="Complaints">What should not be.</param>
/// <param name="Generated">The number of models that got code.</param>
internal sealed record MutationRun(IReadOnlyList<string> Complaints, int Generated)
{
    private const string Sound = "namespace Sound; [global::ModelGen.Model] [global::ModelGen.Input(2)] [global::ModelGen.Dense(1)] internal sealed partial class Witness;";

    public static async Task<MutationRun> Of(IReadOnlyList<string> files)
    {
        CSharpCompilation before = StrictCompiler.Compilation(checkOverflow: false, [.. files, Sound]);
        GeneratorDriverRunResult result = CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: StrictCompiler.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(before, out Compilation after, out _)
            .GetRunResult();
        List<string> complaints = [];
        if (result.Results.Single().Exception is { } exception)
        {
            return new MutationRun([$"CS8785 {exception}\n{string.Join("\n//////\n", files)}"], 0);
        }

        string[] hints = [.. result.Results.Single().GeneratedSources.Select(s => s.HintName)];
        complaints.AddRange(result.Diagnostics.Select(d => $"{d}"));
        ImmutableArray<Diagnostic> said = await Analyze(after, complaints);
        Diagnostic[] mistakes = [.. before.GetDiagnostics().Where(IsError)], errors = [.. said.Where(d => !d.Id.StartsWith("MG", StringComparison.Ordinal))];
        if (!hints.Any(h => h.StartsWith("Sound.Witness.", StringComparison.Ordinal)))
        {
            IEnumerable<Diagnostic> faults = said.Where(d => IsError(d) && d.Location.SourceTree == before.SyntaxTrees[files.Count]);
            complaints.Add($"The model without faults got no code: {string.Join("\n", faults)}\nbeside\n{string.Join("\n//////\n", files)}");
        }

        int generated = 0;
        for (int n = 0; n < files.Count; n++)
        {
            SyntaxTree file = before.SyntaxTrees[n];
            (string, int)[] known = [.. mistakes.Where(d => d.Location.SourceTree == file).Select(d => (d.Id, d.Location.SourceSpan.Start))];
            string[] models = [.. ModelsOf(file, before)];
            List<string> own = [.. errors.Where(IsError).Where(d => d.Location.SourceTree == file && !known.Contains((d.Id, d.Location.SourceSpan.Start))).Select(d => $"new in the user's file: {d}")];
            own.AddRange(errors.Where(d => d.Severity >= DiagnosticSeverity.Warning && models.Any(m => IsOf(System.IO.Path.GetFileName(d.Location.SourceTree?.FilePath ?? ""), m))).Take(3).Select(d => $"in a generated file: {d}"));
            bool isFaulty = known.Length > 0 || said.Any(d => d.Id.StartsWith("MG", StringComparison.Ordinal) && IsError(d) && d.Location.SourceTree == file);
            own.AddRange(models.Where(m => !isFaulty && !hints.Any(h => IsOf(h, m))).Select(m => $"neither code nor an error for {m}"));
            generated += models.Count(m => hints.Any(h => IsOf(h, m)));
            if (own.Count > 0)
            {
                complaints.Add($"{string.Join("\n", own)}\n[{string.Join(" ", known)}]\n{files[n]}\n");
            }
        }

        return new MutationRun(complaints, generated);
    }

    /// <summary>What the compiler and the analyzers say.</summary>
    private static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation, List<string> complaints)
    {
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]), (exception, _, _) => complaints.Add($"AD0001 {exception}"), concurrentAnalysis: false, logAnalyzerExecutionTime: false);
        return await new CompilationWithAnalyzers(compilation, [new ModelAnalyzer(), new UsageAnalyzer()], options).GetAllDiagnosticsAsync();
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.DefaultSeverity == DiagnosticSeverity.Error;

    private static bool IsOf(string file, string model) => file.StartsWith(model + ".", StringComparison.Ordinal) && file.EndsWith(".g.cs", StringComparison.Ordinal);

    /// <summary>The names that the files of the models in a file begin with.</summary>
    private static IEnumerable<string> ModelsOf(SyntaxTree file, Compilation compilation) => file.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        .Select(t => compilation.GetSemanticModel(file).GetDeclaredSymbol(t))
        .OfType<INamedTypeSymbol>()
        .Where(t => t.GetAttributes().Any(a => AttributeReader.KindOf(a.AttributeClass) == AttributeKind.Model))
        .Select(HintNames.Of)
        .Distinct();
}
