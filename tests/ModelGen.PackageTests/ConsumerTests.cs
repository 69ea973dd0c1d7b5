using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace ModelGen.PackageTests;

/// <summary>
/// A program of a user's, outside the repository, with nothing but the package: built with warnings as errors, then published in every
/// way in which it is to do the same. It prints the bits of what it computes and the bytes it allocates.
/// </summary>
[Collection(PackageCollection.Name)]
public sealed class ConsumerTests(PackageFeed feed)
{
    [Fact]
    public async Task A_program_does_the_same_built_trimmed_in_one_file_and_as_native_code()
    {
        string folder = feed.NewFolder("App", "App");
        string expected = await BuildAndRun(folder);
        Assert.Contains("exclusive or: 0 1 1 0\n", expected);
        Assert.Contains("allocated: 0 bytes\n", expected);
        Assert.Equal(2, Regex.Count(expected, " bytes, kept True\n"));
        Assert.True(Directory.GetFiles(Path.Combine(folder, "Generated", "ModelGen.Generator"), "App.Xor.*.g.cs", SearchOption.AllDirectories).Length > 4);

        await PublishTrimmed(folder, expected);
        if (!await PublishNative("native code for .NET 10", folder, Path.Combine(folder, "App.csproj"), expected))
        {
            // The library's own sources for an older framework: native code is native code.
            feed.NewFolder("Library", "Library");
            string native = feed.NewFolder("Native", "Native");
            await PublishNative("native code for .NET 9", native, Path.Combine(native, "App.csproj"), expected);
        }
    }

    [Fact]
    public async Task The_build_reports_what_the_analyzers_find()
    {
        string folder = feed.NewFolder("Faulty", "Faulty");
        CommandResult build = await feed.Dotnet(folder, "build", "-v:detailed", $"-p:RestoreSources={feed.Folder}");
        Assert.NotEqual(0, build.ExitCode);
        Assert.Contains("Networks.cs(9,2): error MG0106: Model 'TooLarge' has 101,770 parameters (dense1 100,480, dense2 1,290) where MaxParameters is 100,000", build.Output);
        Assert.Contains("dense1: Dense(128, relu)  (128)      100,480  200,960  401,920", build.Output);
        Assert.Contains("Networks.cs(15,37): warning MG0105: 'Make' is marked [NoAlloc] but makes an array", build.Output);
    }

    private async Task<string> BuildAndRun(string folder)
    {
        (await feed.Dotnet(folder, "build", "-c", "Release", $"-p:RestoreSources={feed.Folder}")).OutputOfSuccess();
        return (await feed.Dotnet(folder, Path.Combine("bin", "Release", "net10.0", "App.dll"))).OutputOfSuccess();
    }

    private async Task PublishTrimmed(string folder, string expected)
    {
        string[] how = ["--use-current-runtime", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true", "-p:SelfContained=true"];
        if (await feed.CanRestore("trimmed in one file", folder, how))
        {
            (await feed.Dotnet(folder, ["publish", "-c", "Release", "--no-restore", "-o", "trimmed", .. how])).OutputOfSuccess();
            Assert.Equal(expected, (await PackageFeed.RunProgram(Program(folder, "trimmed"))).OutputOfSuccess());
        }
    }

    private async Task<bool> PublishNative(string what, string folder, string project, string expected)
    {
        string[] how = ["--use-current-runtime", "-p:PublishAot=true"];
        if (!await feed.CanRestore(what, folder, [project, .. how]))
        {
            return false;
        }

        CommandResult publish = await feed.Dotnet(folder, ["publish", project, "-c", "Release", "--no-restore", "-o", "native", .. how]);
        if (publish.ExitCode != 0 && publish.Output.Contains("Platform linker ("))
        {
            feed.ReportImpossible(what, "there is no linker (clang or gcc)");
            return false;
        }

        publish.OutputOfSuccess();
        Assert.Equal(expected, (await PackageFeed.RunProgram(Program(folder, "native"))).OutputOfSuccess());
        return true;
    }

    private static string Program(string folder, string output) => Path.Combine(folder, output, OperatingSystem.IsWindows() ? "App.exe" : "App");
}
