using System;
using System.Diagnostics;
using System.IO;
using System.Reflection;
using System.Threading.Tasks;
using Xunit;

namespace ModelGen.Tool.Tests;

/// <summary>The tool as it is installed: a process of its own.</summary>
public sealed class ProcessTests : Workspace
{
    [Fact]
    public async Task It_runs_as_a_process()
    {
        string path = Write("Small.cs", Networks.Small);
        Ending summary = await Start("summary", path);
        Assert.Equal((0, ""), (summary.ExitCode, summary.Error));
        Assert.Equal(Run("summary", path).Output, summary.Output);

        Ending missing = await Start("inspect", At("missing.safetensors"));
        AssertRefused(2, "modelgen: ", missing);
    }

    [Fact]
    public void Version_and_help_are_in_the_output()
    {
        string version = typeof(Application).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        Assert.Equal(new Ending(0, version + Environment.NewLine, ""), Run("--version"));
        foreach (string[] command in (string[][])[[], ["summary"], ["emit"], ["graph"], ["inspect"], ["diff"], ["export", "onnx"]])
        {
            Ending help = Run([.. command, "--help"]);
            Assert.Equal((0, ""), (help.ExitCode, help.Error));
            Assert.Contains($"  modelgen {string.Join(' ', command)}", help.Output);
            Assert.Contains("Examples:", help.Output);
            Assert.Contains("Exit codes:", help.Output);
        }
    }

    [Fact]
    public void A_call_without_command_is_wrong_usage()
    {
        AssertRefused(2, "Try 'modelgen --help'.", Run());
        AssertRefused(2, "'sumary'", Run("sumary"));
    }

    private static async Task<Ending> Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "ModelGen.Tool.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return new Ending(process.ExitCode, await output, await error);
    }
}
