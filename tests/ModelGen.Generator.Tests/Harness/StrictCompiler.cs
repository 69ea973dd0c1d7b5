using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>The C# compiler as the strictest user sets it: nullable on, every warning of every level an error, documentation comments checked.</summary>
internal static class StrictCompiler
{
    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(ModelAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    // C# 14 is what this compiler still calls the preview.
    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    public static CSharpCompilationOptions Options { get; } = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        .WithWarningLevel(9999)
        .WithGeneralDiagnosticOption(ReportDiagnostic.Error)
        .WithNullableContextOptions(NullableContextOptions.Enable)
        .WithOptimizationLevel(OptimizationLevel.Release)
        .WithDeterministic(true);

    public static CSharpCompilation Compilation(bool checkOverflow, params IEnumerable<string> sources) => CSharpCompilation.Create(
        "Generated",
        sources.Select((source, n) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{n}.cs")),
        References,
        Options.WithOverflowChecks(checkOverflow));

    /// <summary>The assembly's bytes.</summary>
    /// <exception cref="CompilationFailedException">The compiler has anything to say.</exception>
    public static byte[] Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Diagnostic[] complaints = [.. result.Diagnostics.Where(d => d.Severity > DiagnosticSeverity.Hidden && !d.IsSuppressed)];
        return result.Success && complaints.Length == 0 ? image.ToArray() : throw new CompilationFailedException(complaints);
    }
}
