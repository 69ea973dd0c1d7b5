using System;
using System.CommandLine;
using System.IO;
using ModelGen.Tool.Compiling;

namespace ModelGen.Tool.Commands;

/// <summary><c>modelgen export onnx FILE.cs WEIGHTS.safetensors</c>: the model for other runtimes.</summary>
internal static class ExportCommand
{
    public const string Name = "export", Onnx = "onnx";

    public static Command Create(Terminal terminal) => new(Name, "A model in the format of another runtime.") { CreateOnnx(terminal) };

    private static Command CreateOnnx(Terminal terminal)
    {
        Argument<string> path = CommonOptions.Path<string>("FILE", "A C# file, or a folder of them.");
        Argument<string?> weights = CommonOptions.Path<string?>("WEIGHTS", "A safetensors file with the model's parameters. Without it they are as new, of seed 0.");
        weights.Arity = ArgumentArity.ZeroOrOne;
        Option<string?> model = new ModelArguments().Model;
        Option<string?> file = new("--output", "-o") { HelpName = "FILE", Description = "The ONNX file; otherwise the model's name with .onnx, in this folder." };
        Command command = new(Onnx, "A model with its weights as an ONNX file (opset 17).") { path, weights, model, file };
        command.SetAction(call =>
        {
            ModelSources sources = ModelSources.Read([call.GetRequiredValue(path)], call.GetValue(model), terminal);
            return Run(sources, call.GetValue(weights), call.GetValue(file), terminal);
        });
        return command;
    }

    private static int Run(ModelSources sources, string? weights, string? file, Terminal terminal)
    {
        if (sources.Single() is not { } model)
        {
            return sources.ExitCode;
        }

        if (weights is not null && !File.Exists(weights))
        {
            throw new ToolException($"{weights}: there is no such file.");
        }

        string path = file ?? $"{model.Name}.onnx";
        try
        {
            ILoadedModel loaded = ModelAssembly.Load(model);
            if (weights is not null)
            {
                loaded.Restore(weights);
            }

            loaded.ExportOnnx(path);
        }
        catch (Exception fault) when (fault is NotSupportedException or InvalidOperationException)
        {
            throw new ToolException($"{model.FullName}: {fault.Message}", ExitCode.Fault);
        }

        if (weights is null)
        {
            terminal.Error.WriteLine($"modelgen: no weights are given; {path} has those of a new model with seed 0.");
        }

        terminal.Output.WriteLine(path);
        return sources.ExitCode;
    }
}
