using System;
using System.IO;
using System.Linq;
using ModelGen.Generator.Tests.Harness;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Documents.Reference;

/// <summary>
/// docs/reference is what <see cref="ReferencePages"/> makes of the library. With MODELGEN_WRITE_DOCS=1 in the environment the pages are written first.
/// </summary>
public sealed class ReferenceTests
{
    private static readonly string Folder = RepositoryFiles.Path("docs", "reference");

    [Fact]
    public void Pages_are_those_of_the_library()
    {
        if (Environment.GetEnvironmentVariable("MODELGEN_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Folder);
            foreach (string stale in Directory.GetFiles(Folder, "*.md"))
            {
                File.Delete(stale);
            }

            foreach ((string file, string text) in ReferencePages.All)
            {
                File.WriteAllText(Path.Combine(Folder, file), text);
            }
        }

        const string Remedy = "MODELGEN_WRITE_DOCS=1 and this test write the pages anew.";
        Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)!).ShouldBe(ReferencePages.All.Select(p => p.File), ignoreOrder: true, Remedy);
        foreach ((string file, string text) in ReferencePages.All)
        {
            RepositoryFiles.Read(Path.Combine("docs", "reference", file)).ShouldBe(text.ReplaceLineEndings("\n"), $"{file}: {Remedy}");
        }
    }

    [Fact]
    public void Every_attribute_has_an_example() =>
        ReferencePages.Attributes.Where(t => Comments.Example(t) is not { } example || !example.Contains($"[{ReferencePages.Name(t)}", StringComparison.Ordinal)).Select(t => t.Name).ShouldBeEmpty();
}
