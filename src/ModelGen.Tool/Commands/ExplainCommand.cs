using System.CommandLine;
using System.Linq;
using ModelGen.Tool.Compiling;
using ModelGen.Tool.Rendering;

namespace ModelGen.Tool.Commands;

/// <summary><c>modelgen explain FILE.cs</c>: what the generator has decided, and why.</summary>
internal static class ExplainCommand
{
    public const string Name = "explain";

    public static Command Create(Terminal terminal)
    {
        ModelArguments models = new();
        Option<string?> program = new("--program", "-p") { HelpName = "NAME", Description = "Only the steps of this program of each model: Predict, Forward, Backward, Update, …" };
        Command command = new(Name, "What the generator decides for the models in C# files: layouts, steps, tiles, memory.") { program };
        models.AddTo(command);
        command.SetAction(call => Run(ModelSources.Read(call.GetRequiredValue(models.Paths), call.GetValue(models.Model), terminal), call.GetValue(program), terminal));
        return command;
    }

    private static int Run(ModelSources sources, string? program, Terminal terminal)
    {
        Explanation[] all = [.. sources.Models.Select(Explanation.Of)];
        if (program is not null && all.Length > 0 && !all.Any(e => e.Has(program)))
        {
            throw new ToolException($"there is no program '{program}'; there are {string.Join(", ", all.SelectMany(e => e.Programs).Select(p => p.Name).Distinct())}.");
        }

        foreach (Explanation explanation in all)
        {
            terminal.Output.Write(explanation == all[0] ? "" : "\n");
            foreach (string line in program is null ? explanation.All : explanation.Of(program))
            {
                terminal.Output.WriteLine(line);
            }
        }

        return sources.ExitCode;
    }
}
