using System;
using System.CommandLine;
using System.IO;
using ModelGen.Drawing;
using ModelGen.Tool.Compiling;

namespace ModelGen.Tool.Commands;

/// <summary><c>modelgen graph FILE.cs</c>: the network as a picture.</summary>
internal static class GraphCommand
{
    public const string Name = "graph";

    private const string Svg = "svg", Mermaid = "mermaid";

    public static Command Create(Terminal terminal)
    {
        ModelArguments models = new();
        Option<string?> format = new("--format", "-f") { HelpName = $"{Svg}|{Mermaid}", Description = "What to draw as. As the file's name ends (.svg, .mmd, .md), or svg." };
        format.AcceptOnlyFromAmong(Svg, Mermaid);
        Option<string?> file = new("--output", "-o") { HelpName = "FILE", Description = "Writes the picture into this file instead of the output." };
        Command command = new(Name, "The network of a model as a picture: SVG, or Mermaid for Markdown.") { format, file };
        models.AddTo(command);
        command.SetAction(call => Run(
            ModelSources.Read(call.GetRequiredValue(models.Paths), call.GetValue(models.Model), terminal), call.GetValue(format), call.GetValue(file), terminal));
        return command;
    }

    private static int Run(ModelSources sources, string? format, string? file, Terminal terminal)
    {
        if (sources.Single() is not { } model)
        {
            return sources.ExitCode;
        }

        LayerInfo[] layers = LayerDescriptions.Of(model, model.Compile().Network);
        string picture = (format ?? FormatOf(file)) == Mermaid ? NetworkDrawing.ToMermaid(layers) : NetworkDrawing.ToSvg(layers, model.Name);
        if (file is null)
        {
            terminal.Output.WriteLine(picture.TrimEnd('\n'));
        }
        else
        {
            File.WriteAllText(file, picture);
            terminal.Output.WriteLine(file);
        }

        return sources.ExitCode;
    }

    private static string FormatOf(string? file) => Path.GetExtension(file) is { } ending
        && (ending.Equals(".mmd", StringComparison.OrdinalIgnoreCase) || ending.Equals(".md", StringComparison.OrdinalIgnoreCase)) ? Mermaid : Svg;
}
