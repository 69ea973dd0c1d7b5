using System;
using System.IO;
using System.Threading.Tasks;
using Xunit;

namespace ModelGen.PackageTests;

/// <summary>The tool as a user installs it: <c>dotnet tool install ModelGen.Tool</c>, into a folder of the test's own.</summary>
[Collection(PackageCollection.Name)]
public sealed class ToolTests(PackageFeed feed)
{
    [Fact]
    public async Task The_tool_is_installed_and_shows_a_network()
    {
        string folder = feed.NewFolder("tool", "App");
        (await feed.Dotnet(folder, "tool", "install", "ModelGen.Tool", "--version", PackageFeed.Version, "--tool-path", Path.Combine(folder, "bin"), "--add-source", feed.Folder)).OutputOfSuccess();
        string modelgen = Path.Combine(folder, "bin", OperatingSystem.IsWindows() ? "modelgen.exe" : "modelgen");
        string summary = (await PackageFeed.RunProgram(modelgen, "summary", Path.Combine(folder, "Networks.cs"))).OutputOfSuccess();
        Assert.Contains("App.Xor", summary);
        Assert.Contains("Dense(", summary);
    }
}
