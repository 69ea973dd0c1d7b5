using ModelGen.Generator.Emission;
using Shouldly;
using Xunit;

namespace ModelGen.Generator.Tests.Emission;

/// <summary>What only the next statement reads stands there; all else keeps its name, and its place.</summary>
public class OnlyReaderTests
{
    [Theory]
    [InlineData("var a = Load(x);|var b = Add(a, c);|Store(b, y);", "Store(Add(Load(x), c), y);")]
    [InlineData("var a = Load(x);|var b = Load(y);|Store(Add(a, b), z);", "Store(Add(Load(x), Load(y)), z);")]
    [InlineData("var a = Load(x);|Store(Add(a, a), y);", "var a = Load(x);|Store(Add(a, a), y);")]
    [InlineData("var a = Load(x);|Store(b, y);|Store(a, z);", "var a = Load(x);|Store(b, y);|Store(a, z);")]
    [InlineData("var a = Load(x);|a += b;|Store(a, y);", "var a = Load(x);|a += b;|Store(a, y);")]
    [InlineData("var a = x + y;|var b = a * z;|Store(b, w);", "var a = x + y;|Store(a * z, w);")]
    [InlineData("var a = Load(x);|  Store(a, y);", "var a = Load(x);|  Store(a, y);")]
    public void A_value_that_the_next_statement_alone_reads_has_no_name(string lines, string expected) => Joined(lines).ShouldBe(expected);

    /// <summary>A second name is the only one, and so is a third; but not where something else reads the first.</summary>
    [Theory]
    [InlineData("var a = Load(x);|var b = a;|var c = b;|Store(c, y);|Store(c, z);", "var c = Load(x);|Store(c, y);|Store(c, z);")]
    [InlineData("var a = Load(x);|a += c;|var b = a;|Store(b, y);|Store(b, z);", "var a = Load(x);|a += c;|var b = a;|Store(b, y);|Store(b, z);")]
    public void A_second_name_is_the_only_one(string lines, string expected) => Joined(lines).ShouldBe(expected);

    [Fact]
    public void A_statement_grows_no_longer_than_a_line()
    {
        string load = $"Load({new string('x', 90)})";
        string lines = $"var a = {load};|Store(a, {new string('y', 60)});";
        Joined(lines).ShouldBe(lines);
    }

    private static string Joined(string lines) => string.Join("|", OnlyReader.Of(lines.Split('|')));
}
