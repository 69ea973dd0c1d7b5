using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Diagnostics;

/// <summary>
/// Everything ModelGen can say about a declaration. Each has a page under <c>generator/diagnostics</c>, a row in
/// <c>AnalyzerReleases.Unshipped.md</c> and a test; a test finds what is missing.
/// </summary>
internal static partial class DiagnosticDescriptors
{
    private const string Category = "ModelGen";
    private const string Help = "https://github.com/modelgen/modelgen/blob/main/generator/diagnostics/";

    /// <summary>All of them, by id.</summary>
    public static ImmutableDictionary<string, DiagnosticDescriptor> All { get; } = typeof(DiagnosticDescriptors)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => f.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .ToImmutableDictionary(d => d.Id);
}
