using System.CommandLine;
using System.Linq;
using ModelGen.Tool.Compiling;
using ModelGen.Tool.Rendering;
using Spectre.Console;

namespace ModelGen.Tool.Commands;

/// <summary><c>modelgen summary FILE.cs</c>: layers, parameters, costs.</summary>
internal static class SummaryCommand
{
    public const string Name = "summary";

    public static Command Create(Terminal terminal)
    {
        ModelArguments models = new();
        Option<bool> json = CommonOptions.Json();
        Command command = new(Name, "Layers, shapes, parameters, FLOPs, bytes and memory of the models in C# files.") { json };
        models.AddTo(command);
        command.SetAction(call => Run(ModelSources.Read(call.GetRequiredValue(models.Paths), call.GetValue(models.Model), terminal), call.GetValue(json), terminal));
        return command;
    }

    private static int Run(ModelSources sources, bool json, Terminal terminal)
    {
        ModelSummary[] summaries = [.. sources.Models.Select(ModelSummary.Of)];
        if (json)
        {
            JsonText.Write(terminal.Output, new SummaryJson(summaries));
            return sources.ExitCode;
        }

        IAnsiConsole console = terminal.Markup();
        foreach (ModelSummary summary in summaries)
        {
            if (summary != summaries[0])
            {
                terminal.Output.WriteLine();
            }

            SummaryText.Write(console, summary);
        }

        return sources.ExitCode;
    }

    private sealed record SummaryJson(ModelSummary[] Models);
}
