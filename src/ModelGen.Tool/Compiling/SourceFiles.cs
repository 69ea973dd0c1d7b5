using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ModelGen.Tool.Compiling;

/// <summary>The C# files that a command was given: files as they are, of a folder all that its project would compile.</summary>
internal static class SourceFiles
{
    /// <summary>Paths as given or found in folders, each file once, in a fixed order.</summary>
    /// <exception cref="ToolException">There is no such file or folder, or no C# in the folder.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths)
    {
        List<string> found = [];
        foreach (string path in paths)
        {
            found.AddRange(Directory.Exists(path) ? InFolder(path) : File.Exists(path) ? [path] : throw new ToolException($"{path}: there is no such file or folder."));
        }

        return [.. found.DistinctBy(Path.GetFullPath)];
    }

    private static string[] InFolder(string folder)
    {
        // Generated code is left out, or it would be taken for the user's own.
        string[] files = [.. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsOfABuild(Path.GetRelativePath(folder, file)) && !file.EndsWith(".g.cs", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new ToolException($"{folder}: there are no C# files in this folder.");
    }

    private static bool IsOfABuild(string relative) => relative.Split(Path.DirectorySeparatorChar)[..^1].Any(part => part is "bin" or "obj");
}
