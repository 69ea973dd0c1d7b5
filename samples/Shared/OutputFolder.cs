using System;
using System.IO;
using System.Text;
using ModelGen.Training;

namespace Samples;

/// <summary>Where a sample's pictures go: the folder of <c>--out</c>, otherwise the program's own.</summary>
internal sealed class OutputFolder
{
    private readonly string _path;

    public OutputFolder(CommandLine line)
    {
        _path = line.Text("--out") ?? AppContext.BaseDirectory;
    }

    /// <summary>Where a file of this name goes, in a folder that is there.</summary>
    public string PathOf(string name) => Path.Combine(Directory.CreateDirectory(_path).FullName, name);

    /// <summary>Says where the report of a training is, or why it is not there.</summary>
    public void Announce(History history, string name)
        => Console.WriteLine(history.ReportFailure is { } failure ? $"no report: {failure.Message}" : $"wrote {PathOf(name)}");

    /// <summary>Writes a file, and says where it is.</summary>
    public void Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public void Write(string name, byte[] content)
    {
        string path = PathOf(name);
        File.WriteAllBytes(path, content);
        Console.WriteLine($"wrote {path}");
    }
}
