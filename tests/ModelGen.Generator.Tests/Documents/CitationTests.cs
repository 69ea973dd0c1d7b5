using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>
/// Comments and the compiler's page cite what a reader of the repository has: no document that stands elsewhere, no number of a section or
/// a stage in one, and no file that has moved.
/// </summary>
public sealed class CitationTests
{
    private static readonly Regex Comment = new("//.*", RegexOptions.CultureInvariant);
    private static readonly Regex Elsewhere = new(@"\b[A-Z]{4,}, \d+\.\d+|\b[Tt]he design\b|\b[Ss]tage \d", RegexOptions.CultureInvariant);
    private static readonly Regex Page = new(@"(?<![\w/.-])[\w/.-]+(?<!\.received)\.md\b", RegexOptions.CultureInvariant);
    private static readonly Regex Source = new(@"`([\w/.-]+(?<!\.g)\.(?:cs|txt|md|py))`", RegexOptions.CultureInvariant);

    private static readonly string[] Files = [.. RepositoryFiles.All("*")];

    [Fact]
    public void Comments_cite_what_is_here()
    {
        string[] citations =
        [
            .. from file in Files
               where file.EndsWith(".cs", StringComparison.Ordinal) && !file.EndsWith("CitationTests.cs", StringComparison.Ordinal)
               from citation in File.ReadLines(RepositoryFiles.Path(file)).SelectMany(Missing)
               select $"{file}: {citation}",
        ];
        Assert.True(citations.Length == 0, string.Join('\n', citations));
    }

    [Fact]
    public void The_compilers_page_names_files_that_are_here() => Source.Matches(RepositoryFiles.Read("generator/README.md"))
        .Select(m => m.Groups[1].Value)
        .Where(name => !Exists(name))
        .ShouldBeEmpty();

    [Theory]
    [InlineData("// without rests (DESIGN, 4.6).", "DESIGN, 4.6")]
    [InlineData("/// <summary>Stage 6: decides", "Stage 6")]
    [InlineData("int x; // as docs/nowhere.md says", "docs/nowhere.md")]
    [InlineData("// as docs/tool.md shows, and RFC 4180", null)]
    [InlineData("string stage = \"Stage 6\";", null)]
    public void What_is_not_here_is_found(string line, string? citation) => Missing(line).ShouldBe(citation is null ? [] : [citation]);

    private static IEnumerable<string> Missing(string line)
    {
        string comment = Comment.Match(line).Value;
        return Elsewhere.Matches(comment).Select(m => m.Value)
            .Concat(Page.Matches(comment).Select(m => m.Value).Where(name => !Exists(name)));
    }

    /// <summary>Whether a file's path ends so.</summary>
    private static bool Exists(string name) => Files.Any(file => $"/{file}".EndsWith($"/{name}", StringComparison.Ordinal));
}
