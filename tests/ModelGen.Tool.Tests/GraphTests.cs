using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace ModelGen.Tool.Tests;

public sealed class GraphTests : Workspace
{
    [Fact]
    public void A_picture_shows_every_layer()
    {
        string path = Write("Two.cs", Networks.Two);
        Ending ending = Run("graph", path, "--model", "Branched");
        Assert.Equal((0, ""), (ending.ExitCode, ending.Error));
        string[] texts = [.. XElement.Parse(ending.Output).DescendantsAndSelf().SelectMany(e => e.Nodes().OfType<XText>()).Select(t => t.Value)];
        Assert.All((string[])["picture", "conv1", "add1", "dense1"], name => Assert.Contains(name, texts));
    }

    [Fact]
    public void The_format_is_that_of_the_file_unless_it_is_said()
    {
        string path = Write("Small.cs", Networks.Small);
        Assert.Equal(At("small.mmd") + "\n", Run("graph", path, "-o", At("small.mmd")).Output);
        string mermaid = File.ReadAllText(At("small.mmd"));
        Assert.StartsWith("flowchart", mermaid);
        Assert.Equal(mermaid.TrimEnd(), Run("graph", path, "--format", "mermaid").Output.TrimEnd());
        Run("graph", path, "-o", At("small.md"), "-f", "svg");
        Assert.Equal("svg", XElement.Load(At("small.md")).Name.LocalName);
    }

    [Fact]
    public void Wrong_calls_are_refused()
    {
        string path = Write("Two.cs", Networks.Two);
        AssertRefused(2, "there are several models: say --model and one of Games.Small, Games.Branched.", Run("graph", path));
        AssertRefused(2, "'png'", Run("graph", path, "--format", "png"));
        AssertRefused(1, "error MG0", Run("graph", Write("TooWide.cs", Networks.TooWide)));
    }
}
