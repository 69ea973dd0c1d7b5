using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace ModelGen.PackageTests;

/// <summary>What lies in the packages.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void The_package_holds_library_documentation_compiler_extensions_and_targets() => Assert.Equal(
        [
            "LICENSE",
            "README.md",
            "analyzers/dotnet/cs/ModelGen.CodeFixes.dll",
            "analyzers/dotnet/cs/ModelGen.Generator.dll",
            "build/ModelGen.targets",
            "buildTransitive/ModelGen.targets",
            "lib/net10.0/ModelGen.dll",
            "lib/net10.0/ModelGen.xml",
        ],
        Content("ModelGen", "nupkg"));

    [Fact]
    public void The_package_for_ONNX_holds_its_library_and_depends_on_two_others()
    {
        Assert.Equal(["LICENSE", "README.md", "lib/net10.0/ModelGen.Onnx.dll", "lib/net10.0/ModelGen.Onnx.xml"], Content("ModelGen.Onnx", "nupkg"));
        Assert.Equal(["Google.Protobuf", "ModelGen"], Regex.Matches(Nuspec("ModelGen.Onnx"), "<dependency id=\"([^\"]*)\"").Select(m => m.Groups[1].Value).Order());
    }

    [Fact]
    public void Symbols_lie_in_a_package_of_their_own() => Assert.Equal(["lib/net10.0/ModelGen.pdb"], Content("ModelGen", "snupkg"));

    [Fact]
    public void The_package_says_where_it_is_from_and_depends_on_nothing()
    {
        string description = Nuspec("ModelGen");
        Assert.Contains("<license type=\"expression\">MIT</license>", description);
        Assert.Contains("<readme>README.md</readme>", description);
        Assert.Contains("<repository type=\"git\"", description);
        Assert.DoesNotContain("<dependency ", description);
    }

    private string Path(string id, string extension) => System.IO.Path.Combine(feed.Folder, $"{id}.{PackageFeed.Version}.{extension}");

    /// <summary>The files of a package but for those every package has, in order.</summary>
    private string[] Content(string id, string extension)
    {
        using ZipArchive package = ZipFile.OpenRead(Path(id, extension));
        return [.. package.Entries.Select(e => e.FullName)
            .Where(n => !n.StartsWith("_rels/") && !n.StartsWith("package/") && n != "[Content_Types].xml" && !n.EndsWith(".nuspec"))
            .Order(System.StringComparer.Ordinal)];
    }

    private string Nuspec(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(Path(id, "nupkg"));
        using StreamReader reader = new(package.GetEntry($"{id}.nuspec")!.Open());
        return reader.ReadToEnd();
    }
}
