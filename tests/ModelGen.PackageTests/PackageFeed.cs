using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ModelGen.PackageTests;

/// <summary>
/// The packages as a user gets them, made once for all tests: in a folder that serves as the only place ModelGen comes from, beside
/// projects outside the repository and packages of their own.
/// </summary>
public sealed class PackageFeed(IMessageSink messages) : IAsyncLifetime
{
    /// <summary>The version of the packages under test: none that was ever published.</summary>
    public const string Version = "0.0.1-test";

    private readonly string _root = Directory.CreateTempSubdirectory("modelgen-").FullName;

    /// <summary>Where the packages are.</summary>
    public string Folder => Path.Combine(_root, "feed");

    /// <summary>Where restored packages go.</summary>
    public string Restored => Path.Combine(_root, "packages");

    /// <summary>The repository's root.</summary>
    public static string Repository { get; } = Metadata(nameof(Repository));

    private static Dictionary<string, string> Nothing { get; } = [];

    private Dictionary<string, string> Environment => new()
    {
        ["NUGET_PACKAGES"] = Restored,
        ["ModelGenVersion"] = Version,
        ["ModelGenSource"] = Path.Combine(Repository, "src", "ModelGen"),
        ["ModelGenAnalyzers"] = Path.Combine(Restored, "modelgen", Version, "analyzers", "dotnet", "cs"),
    };

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        await Pack(Path.Combine("src", "ModelGen", "ModelGen.csproj"));
        await Pack(Path.Combine("src", "ModelGen.Onnx", "ModelGen.Onnx.csproj"));
        await Pack(Path.Combine("src", "ModelGen.Templates", "ModelGen.Templates.csproj"));
        await Pack(Path.Combine("src", "ModelGen.Tool", "ModelGen.Tool.csproj"));
        foreach (string marker in (string[])["Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props"])
        {
            // Whatever lies above the temporary folder stays out.
            File.WriteAllText(Path.Combine(_root, marker), "<Project />");
        }

        await File.WriteAllTextAsync(Path.Combine(_root, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="modelgen" value="{Folder}" />
              </packageSources>
            </configuration>
            """);
    }

    /// <inheritdoc/>
    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A folder for projects, empty or with one of this project's assets in it.</summary>
    public string NewFolder(string name, string? asset = null)
    {
        string folder = Path.Combine(_root, name);
        Directory.CreateDirectory(folder);
        if (asset is not null)
        {
            foreach (string file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Assets", asset)))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
        }

        return folder;
    }

    /// <summary>Runs <c>dotnet</c> in a folder.</summary>
    internal Task<CommandResult> Dotnet(string folder, params string[] arguments) => Command.Run(folder, Environment, "dotnet", arguments);

    /// <summary>Runs a program that was built.</summary>
    internal static Task<CommandResult> RunProgram(string path, params string[] arguments) => Command.Run(Path.GetDirectoryName(path)!, Nothing, path, arguments);

    /// <summary>
    /// Restores a project for a certain way of publishing. What a machine cannot fetch it cannot publish: this is said in the output of
    /// the test run, with the reason, and <see langword="false"/> is returned. Everything else that goes wrong is a failure.
    /// </summary>
    internal async Task<bool> CanRestore(string what, string folder, params string[] arguments)
    {
        CommandResult restore = await Dotnet(folder, ["restore", .. arguments]);
        string[] missing = [.. restore.Output.Split('\n').Where(l => l.Contains("error NU1101") || l.Contains("error NU1102") || l.Contains("error NU1301"))];
        if (restore.ExitCode != 0 && missing is [var first, ..])
        {
            ReportImpossible(what, first[first.IndexOf("NU1", StringComparison.Ordinal)..].Trim());
            return false;
        }

        restore.OutputOfSuccess();
        return true;
    }

    /// <summary>Says in the output of the test run what this machine could not do, and why.</summary>
    internal void ReportImpossible(string what, string reason) => messages.OnMessage(new DiagnosticMessage($"Not possible on this machine: {what}: {reason}"));

    private async Task Pack(string project)
    {
        CommandResult pack = await Command.Run(
            Repository, Nothing, "dotnet", "pack", project, "-c", Metadata("Configuration"), "--no-build", "-o", Folder, $"-p:PackageVersion={Version}");
        pack.OutputOfSuccess();
    }

    private static string Metadata(string key) =>
        typeof(PackageFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}

/// <summary>The tests that share one feed; one after the other, because each of them keeps all cores busy.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackageFeed>
{
    public const string Name = "Packages";
}
