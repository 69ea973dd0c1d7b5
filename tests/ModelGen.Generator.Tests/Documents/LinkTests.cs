using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>Links and pictures of pages that are no web addresses lead to a file or a folder, and those to a place on a page to a heading.</summary>
public sealed class LinkTests
{
    private static readonly Regex Link = new(@"\]\((?!https?:)(?<path>[^)#\s]*)(#(?<heading>[^)\s]*))?\)", RegexOptions.CultureInvariant);
    private static readonly Regex Code = new("^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant);
    private static readonly Regex Heading = new("^#+ +(.*)$", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    [Fact]
    public void Links_lead_somewhere()
    {
        string[] broken = [.. RepositoryFiles.Pages.SelectMany(Broken)];
        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    private static IEnumerable<string> Broken(string page)
    {
        string folder = Path.GetDirectoryName(RepositoryFiles.Path(page))!;
        foreach (Match link in Link.Matches(Code.Replace(RepositoryFiles.Read(page), "")))
        {
            string target = link.Groups["path"].Value is { Length: > 0 } path ? Path.GetFullPath(Path.Combine(folder, path)) : RepositoryFiles.Path(page);
            string heading = link.Groups["heading"].Value;
            if (!File.Exists(target) && !Directory.Exists(target))
            {
                yield return $"{page}: {link.Value} leads to no file.";
            }
            else if (heading.Length > 0 && !Headings(target).Contains(heading))
            {
                yield return $"{page}: {link.Value} leads to no heading.";
            }
        }
    }

    /// <summary>The names by which GitHub finds a page's headings.</summary>
    private static IEnumerable<string> Headings(string page) => Heading.Matches(File.ReadAllText(page).ReplaceLineEndings("\n"))
        .Select(m => Regex.Replace(m.Groups[1].Value.ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'));
}
