using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>What pages may use besides ModelGen itself: the other libraries of this repository that the tests reference.</summary>
internal static class Libraries
{
    private static readonly string[] Others = ["ModelGen", "ModelGen.Generator", "ModelGen.CodeFixes", "ModelGen.Generator.Tests"];

    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) is var name && name.StartsWith("ModelGen.", StringComparison.Ordinal) && !Others.Contains(name))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
