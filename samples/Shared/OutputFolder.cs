using System;
using System.IO;

namespace Samples;

/// <summary>Where a sample's pictures go: the folder of <c>--out</c>, otherwise the program's own.</summary>
internal sealed class OutputFolder
{
    private readonly string _path;

    public OutputFolder(CommandLine line)
    {
        _path = line.Text("--out") ?? AppContext.BaseDirectory;
    }

    /// <summary>Writes a file, and says where it is.</summary>
    public void Write(string name, string content)
    {
        Directory.CreateDirectory(_path);
        string path = Path.Combine(_path, name);
        File.WriteAllText(path, content);
        Console.WriteLine($"wrote {path}");
    }
}
