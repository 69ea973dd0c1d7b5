using System;
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

    // On demand: while this file's fields are being set, those of the other files may not be.
    private static readonly Lazy<ImmutableDictionary<string, DiagnosticDescriptor>> ById = new(() => typeof(DiagnosticDescriptors)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => f.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .ToImmutableDictionary(d => d.Id));

    /// <summary>All of them, by id.</summary>
    public static ImmutableDictionary<string, DiagnosticDescriptor> All => ById.Value;
}
