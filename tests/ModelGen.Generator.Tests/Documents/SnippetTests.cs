using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using ModelGen.Generator.Tests.Harness;
using Xunit;

namespace ModelGen.Generator.Tests.Documents;

/// <summary>
/// Every C# snippet of a page in docs compiles: declarations as they are, statements as the body of a method that has a model, an input and its scores.
/// Those of a page with using directives are one program. A block marked <c>csharp no-build</c> needs what its text says comes first.
/// </summary>
public sealed class SnippetTests
{
    private static readonly Regex Block = new("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static readonly Regex Using = new(@"^using [\w.]+;$", RegexOptions.CultureInvariant);

    public static TheoryData<string> Pages => new(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "docs"), "*.md").Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Pages))]
    public void Snippets_compile(string page)
    {
        string text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", page)).ReplaceLineEndings("\n");
        string[] snippets = [.. Block.Matches(text).Select(m => m.Groups[1].Value)];
        string[] declarations = [.. snippets.Where(s => s.StartsWith('['))], statements = [.. snippets.Except(declarations)];
        Assert.NotEmpty(snippets);
        string[] usings = [.. statements.SelectMany(s => s.Split('\n')).Where(line => Using.IsMatch(line))];
        if (usings.Length > 0)
        {
            statements = [string.Join('\n', statements.SelectMany(s => s.Split('\n')).Where(line => !Using.IsMatch(line)))];
        }

        var source = new StringBuilder(string.Concat(((string[])["using System;", "using System.Collections.Generic;", "using System.IO;", "using ModelGen;", "using ModelGen.Data;", .. usings]).Distinct().Select(line => $"{line}\n")));
        source.AppendJoin('\n', declarations.Select(d => d.Replace("public ", "", StringComparison.Ordinal)));
        string model = Regex.Match(declarations[0], @"class (\w+)").Groups[1].Value;
        source.Append("internal static class Snippets\n{\n");
        for (int i = 0; i < statements.Length; i++)
        {
            source.Append($"static void Snippet{i}({model} model, float[] input, float[] scores)\n{{\n{statements[i]}}}\n");
        }

        GeneratorHarness.Run(source.Append('}').ToString());
    }
}
