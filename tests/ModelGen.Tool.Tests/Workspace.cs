using System;
using System.IO;
using System.Text.Json.Nodes;
using Xunit;

namespace ModelGen.Tool.Tests;

/// <summary>What a call of the tool wrote and how it ended.</summary>
internal sealed record Ending(int ExitCode, string Output, string Error)
{
    /// <summary>The output, which must be JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Output)!;
}

/// <summary>A folder of a test's own, and the tool in this process.</summary>
public abstract class Workspace : IDisposable
{
    /// <summary>The folder.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("modelgen-tool-").FullName;

    /// <inheritdoc/>
    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A path in the folder.</summary>
    protected string At(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a text file into the folder.</summary>
    /// <returns>Its path.</returns>
    protected string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Runs the tool as if its output went into a file.</summary>
    internal static Ending Run(params string[] arguments) => Run(null, false, arguments);

    /// <summary>Runs the tool in a terminal of the given width.</summary>
    internal static Ending Run(int? width, bool colors, params string[] arguments)
    {
        StringWriter output = new(), error = new();
        int code = Application.Run(arguments, new Terminal(output, error, width, colors));
        return new Ending(code, output.ToString(), error.ToString());
    }

    /// <summary>The tool must have refused: nothing in the output, one message, no stack trace.</summary>
    internal static void AssertRefused(int exitCode, string message, Ending ending)
    {
        Assert.Equal((exitCode, ""), (ending.ExitCode, ending.Output));
        Assert.Contains(message, ending.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", ending.Error, StringComparison.Ordinal);
    }
}
