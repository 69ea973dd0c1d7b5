using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace ModelGen.PackageTests;

/// <summary>What <c>dotnet new</c> makes, out of a hive of the test's own: it builds without a warning, and does what it says.</summary>
[Collection(PackageCollection.Name)]
public sealed class TemplateTests(PackageFeed feed)
{
    [Fact]
    public async Task A_project_from_each_template_builds_and_runs()
    {
        string folder = feed.NewFolder("templates"), hive = Path.Combine(folder, "hive");
        string package = Path.Combine(feed.Folder, $"ModelGen.Templates.{PackageFeed.Version}.nupkg");
        (await feed.Dotnet(folder, "new", "install", package, "--debug:custom-hive", hive)).OutputOfSuccess();
        foreach ((string template, string name) in ((string, string)[])[("modelgen-console", "my-moons"), ("modelgen-lib", "my-flowers")])
        {
            (await feed.Dotnet(folder, "new", template, "-n", name, "--skipRestore", "--debug:custom-hive", hive)).OutputOfSuccess();
        }

        string moons = await BuildAndRun(Path.Combine(folder, "my-moons"));
        Assert.Contains("(0, 1) lies on the upper moon\n", moons);
        Match accuracy = Regex.Match(moons, @"test accuracy (\d+)");
        Assert.True(File.Exists(Path.Combine(folder, "my-moons", "bin", "Release", "net10.0", "moons.safetensors")));
        Assert.True(accuracy.Success && int.Parse(accuracy.Groups[1].Value) >= 97, moons);

        Assert.Contains("kinds: 0 1 2\nkinds: 0 1 2\n", await BuildAndRun(feed.NewFolder(Path.Combine("templates", "LibraryUser"), "LibraryUser")));
    }

    private async Task<string> BuildAndRun(string folder)
    {
        (await feed.Dotnet(folder, "build", "-c", "Release", "-warnaserror", $"-p:RestoreSources={feed.Folder}")).OutputOfSuccess();
        return (await feed.Dotnet(folder, Path.Combine("bin", "Release", "net10.0", $"{Path.GetFileName(folder)}.dll"))).OutputOfSuccess();
    }
}
