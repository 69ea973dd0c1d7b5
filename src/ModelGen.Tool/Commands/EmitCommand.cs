using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using ModelGen.Generator.Emission;
using ModelGen.Tool.Compiling;

namespace ModelGen.Tool.Commands;

/// <summary><c>modelgen emit FILE.cs</c>: the generated code, without a project.</summary>
internal static class EmitCommand
{
    public const string Name = "emit";

    public static Command Create(Terminal terminal)
    {
        ModelArguments models = new();
        Option<string?> folder = new("--output", "-o") { HelpName = "DIR", Description = "Writes the files into this folder, and their paths to the output." };
        Option<string?> part = new("--file", "-f") { HelpName = "PART", Description = "Only this file of each model: Reference, Model, Predict, Stream, Forward, Backward or Update." };
        Command command = new(Name, "The C# that the generator writes for the models in C# files.") { folder, part };
        models.AddTo(command);
        command.SetAction(call => Run(
            ModelSources.Read(call.GetRequiredValue(models.Paths), call.GetValue(models.Model), terminal), call.GetValue(part), call.GetValue(folder), terminal));
        return command;
    }

    private static int Run(ModelSources sources, string? part, string? folder, Terminal terminal)
    {
        GeneratedSource[] all = [.. sources.Models.SelectMany(model => model.Compile().Sources)];
        GeneratedSource[] wanted = [.. all.Where(source => part is null || PartOf(source).Equals(part, StringComparison.OrdinalIgnoreCase))];
        if (wanted.Length == 0 && all.Length > 0)
        {
            throw new ToolException($"there is no generated file '{part}'; there are {string.Join(", ", all.Select(PartOf).Distinct())}.");
        }

        if (folder is null)
        {
            Print(wanted, terminal.Output);
        }
        else
        {
            Save(wanted, folder, terminal.Output);
        }

        return sources.ExitCode;
    }

    private static void Print(IReadOnlyList<GeneratedSource> sources, TextWriter output)
    {
        foreach (GeneratedSource source in sources)
        {
            // Of several files each is named; of one there is nothing but its text.
            output.Write(sources.Count == 1 ? "" : $"{(source == sources[0] ? "" : "\n")}// ──── {source.HintName}\n");
            output.Write(source.Text);
        }
    }

    private static void Save(IEnumerable<GeneratedSource> sources, string folder, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        foreach (GeneratedSource source in sources)
        {
            string path = Path.Combine(folder, source.HintName);
            File.WriteAllText(path, source.Text);
            output.WriteLine(path);
        }
    }

    /// <summary>Forward, of Samples.LeNet5.Forward.g.cs.</summary>
    private static string PartOf(GeneratedSource source) => source.HintName.Split('.')[^3];
}
