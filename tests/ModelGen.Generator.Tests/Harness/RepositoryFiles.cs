using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>The repository's files as they are now, for tests that hold documents to the code.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Made = ["bin", "obj", ".git", ".vs", "artifacts", "node_modules", "TestResults"];

    /// <summary>The folder with ModelGen.sln, above the tests.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file whose path from <see cref="Root"/> has these parts.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>A file's text with \n at the ends of lines.</summary>
    public static string Read(string path) => File.ReadAllText(Path(path)).ReplaceLineEndings("\n");

    /// <summary>Every Markdown page, as its path from <see cref="Root"/> with slashes, in order.</summary>
    public static IEnumerable<string> Pages => All("*.md");

    /// <summary>Every file that somebody wrote and whose name fits a pattern, as its path from <see cref="Root"/> with slashes, in order.</summary>
    public static IEnumerable<string> All(string pattern) => Below(new DirectoryInfo(Root), pattern)
        .Select(file => System.IO.Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder, string pattern) => folder.GetFiles(pattern)
        .Concat(folder.GetDirectories().Where(d => !Made.Contains(d.Name)).SelectMany(d => Below(d, pattern)));

    private static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "ModelGen.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("ModelGen.sln stands in no folder above the tests.");
        }

        return folder.FullName;
    }
}
