using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ModelGen.Generator.Tests.Goldens;

/// <summary>The cases of this repository, and those of the folder that the environment variable MODELGEN_GOLDENS names.</summary>
internal static class GoldenFiles
{
    public const string FolderVariable = "MODELGEN_GOLDENS";

    private static readonly string? More = Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder ? folder : null;

    /// <summary>The cases in <c>tests/goldens</c>.</summary>
    public static IReadOnlyList<GoldenCase> Own { get; } = Read(Path.Combine(AppContext.BaseDirectory, "goldens"));

    /// <summary>All cases, those of the other folder under names that end in the folder's.</summary>
    public static IReadOnlyList<GoldenCase> All { get; } =
    [
        .. Own,
        .. More is null ? [] : Read(More).Select(c => c with { Name = $"{c.Name}_of_{Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(More)))}" }),
    ];

    /// <summary>The cases whose layers all have an attribute.</summary>
    public static IReadOnlyList<GoldenCase> Supported { get; } = [.. All.Where(GoldenDeclaration.IsSupported)];

    public static GoldenCase Find(string name) => All.Single(c => c.Name == name);

    private static GoldenCase[] Read(string folder) => [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(GoldenCase.Read).Select(ChannelsLast.Of)];
}
