using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>A block of C# on a Markdown page.</summary>
/// <param name="Page">The page, as its path in the repository.</param>
/// <param name="Line">The line of the block's first line of code, counted from 1.</param>
/// <param name="Kind">What stands after <c>```csharp</c>: nothing, <c>excerpt</c> or <c>foreign</c>.</param>
/// <param name="Text">The code, with \n after each line.</param>
internal sealed record Snippet(string Page, int Line, string Kind, string Text)
{
    /// <summary>Generated code, which is shown but is no program of the page's.</summary>
    public const string Excerpt = "excerpt";

    /// <summary>Code of another library, shown beside the page's own.</summary>
    public const string Foreign = "foreign";

    private static readonly Regex Block = new("^```csharp *([^\n]*)\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant);

    /// <summary>The blocks of a page, those in HTML comments too, in order.</summary>
    public static IReadOnlyList<Snippet> Of(string page)
    {
        string text = RepositoryFiles.Read(page);
        return [.. Block.Matches(text).Select(m => new Snippet(page, 1 + text[..m.Groups[2].Index].Count(c => c == '\n'), m.Groups[1].Value.Trim(), m.Groups[2].Value))];
    }
}
