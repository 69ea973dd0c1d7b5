using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>
/// Generated code that a page shows (<c>```csharp excerpt</c>) is generated: all between two lines <c>// …</c> stands in one of the approved snapshots, however it is
/// indented and broken into lines. When emission changes, approve the snapshots first; what this test then names is to be copied anew.
/// </summary>
public sealed class ExcerptTests
{
    private const string Omission = "// …";

    private static readonly string[] Snapshots =
        [.. Directory.GetFiles(RepositoryFiles.Path("tests", "ModelGen.Generator.Tests", "Snapshots"), "*.verified.cs").Select(path => Plain(File.ReadAllText(path)))];

    [Fact]
    public void Excerpts_stand_in_the_snapshots()
    {
        string[] stale =
        [
            .. from excerpt in RepositoryFiles.Pages.SelectMany(Snippet.Of)
               where excerpt.Kind == Snippet.Excerpt
               from piece in Pieces(excerpt)
               where !Snapshots.Any(s => s.Contains(piece.Text, StringComparison.Ordinal))
               select $"{excerpt.Page}({piece.Line}): no snapshot has «{piece.Text}»",
        ];
        Assert.True(stale.Length == 0, string.Join('\n', stale));
    }

    private static IEnumerable<(int Line, string Text)> Pieces(Snippet excerpt)
    {
        List<string> piece = [];
        int line = excerpt.Line;
        foreach (string text in excerpt.Text.Split('\n').Append(Omission))
        {
            bool ends = text.TrimStart().StartsWith(Omission, StringComparison.Ordinal);
            if (!ends)
            {
                piece.Add(text);
            }
            else if (Plain(string.Join('\n', piece)) is { Length: > 0 } plain)
            {
                yield return (line - piece.Count, plain);
            }

            line++;
            if (ends)
            {
                piece.Clear();
            }
        }
    }

    private static string Plain(string code) => Regex.Replace(code, @"\s+", " ").Trim();
}
