using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using ModelGen.Generator.Diagnostics;
using ModelGen.Generator.Diagnostics.Usage;
using Shouldly;

namespace ModelGen.Generator.Tests.Diagnostics;

/// <summary>A user's file under test, in which <c>[|…|]</c> marks where a diagnostic is expected.</summary>
internal sealed record Source(string Code, ImmutableArray<TextSpan> Marks)
{
    public const string Path = "/project/Net.cs";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(System.IO.Path.PathSeparator)
            .Where(path => System.IO.Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Append(typeof(ModelAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static Source Parse(string markup)
    {
        string code = "";
        int start = 0;
        List<TextSpan> marks = [];
        foreach (string part in markup.Split("[|"))
        {
            string[] halves = part.Split("|]");
            if (halves.Length == 2)
            {
                marks.Add(TextSpan.FromBounds(start, start + halves[0].Length));
            }

            code += string.Concat(halves);
            start = code.Length;
        }

        return new Source(code, [.. marks]);
    }

    /// <summary>This file, and others beside it, as the compiler sees them; all import ModelGen and System.</summary>
    public CSharpCompilation Compile(LanguageVersion version = LanguageVersion.Latest, CSharpCompilationOptions? options = null, params string[] others)
    {
        CSharpParseOptions parsing = new(version);
        IEnumerable<SyntaxTree> trees = [Tree(Code, Path), .. others.Select((code, i) => Tree(code, $"/project/Other{i}.cs")), Tree("global using ModelGen; global using System;", "/project/Usings.cs")];
        return CSharpCompilation.Create("Project", trees, References, options ?? new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        SyntaxTree Tree(string code, string path) => CSharpSyntaxTree.ParseText(SourceText.From(code), parsing, path);
    }

    /// <summary>What the analyzer says, suppressed diagnostics left out, in source order.</summary>
    public static async Task<ImmutableArray<Diagnostic>> Analyze(Compilation compilation)
    {
        List<Exception> exceptions = [];
        CompilationWithAnalyzersOptions options = new(
            new AnalyzerOptions([]),
            onAnalyzerException: (exception, _, _) => exceptions.Add(exception),
            concurrentAnalysis: false,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: false);
        ImmutableArray<Diagnostic> found = await new CompilationWithAnalyzers(compilation, [new ModelAnalyzer(), new UsageAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        exceptions.ShouldBeEmpty();
        return [.. found.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id)];
    }

    /// <summary>What the analyzers say; code that makes a model is seen with what is generated for it.</summary>
    public Task<ImmutableArray<Diagnostic>> Analyze(LanguageVersion version = LanguageVersion.Latest) =>
        Analyze(Code.Contains("new Net(", StringComparison.Ordinal) ? Generate(Compile(version), version) : Compile(version));

    private static Compilation Generate(CSharpCompilation compilation, LanguageVersion version)
    {
        CSharpGeneratorDriver.Create([new ModelGenerator().AsSourceGenerator()], parseOptions: new CSharpParseOptions(version))
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        generated.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return generated;
    }
}
