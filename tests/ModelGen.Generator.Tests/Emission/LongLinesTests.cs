using System.Linq;
using ModelGen.Generator.Emission;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>No line of a generated file is longer than a page is wide.</summary>
public class LongLinesTests
{
    [Fact]
    public void Short_lines_and_texts_stay()
    {
        string text = $"class A;\n\n    // {new string('a', 120)}\n#pragma {new string('b', 200)}\n\"\"\"\n{new string('c', 50)} {new string('d', 150)}, e\n\"\"\";\n";
        LongLines.Break(text).ShouldBe(text);
    }

    [Theory]
    [InlineData("        Call(", ", ", ");")]
    [InlineData("        var x = ", " + ", ";")]
    [InlineData("        // ", " ", ".")]
    [InlineData("    /// ", " ", "")]
    public void A_long_line_is_broken_where_it_may_be(string start, string between, string end)
    {
        string line = start + string.Join(between, Enumerable.Range(0, 90).Select(n => $"word{n}")) + end;
        string[] lines = LongLines.Break(line + "\n").Split('\n');
        lines.ShouldAllBe(l => l.Length <= LongLines.Most);
        lines.Length.ShouldBeInRange(6, 12);
        string Bare(string l) => l.Replace("//", "").Replace("/", "").Replace(" ", "");
        string.Concat(lines.Select(Bare)).ShouldBe(Bare(line));
        lines[..^1].Skip(1).ShouldAllBe(l => l.StartsWith(start.TrimStart(' ').StartsWith('/') ? start : "            "));
    }

    [Fact]
    public void Long_type_arguments_stand_below_what_they_are_given_to()
    {
        string type = string.Join('.', Enumerable.Range(0, 18).Select(n => $"word{n}"));
        LongLines.Break($"        float loss = Team<float>.Gradients<{type}, int>(a);").ShouldBe($"        float loss = Team<float>.Gradients<\n            {type}, int>(a);");
    }

    [Fact]
    public void Quotes_are_not_broken()
    {
        string quoted = $"\"{string.Join(", ", Enumerable.Range(0, 40))}\"";
        string broken = LongLines.Break($"        throw new ArgumentException({quoted}, nameof(input));");
        broken.ShouldContain(quoted);
        broken.ShouldContain('\n');
    }
}
