using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ModelGen.Files;
using ModelGen.Tool.Rendering;
using ModelGen.Tool.Tensors;
using Spectre.Console;

namespace ModelGen.Tool.Commands;

/// <summary><c>modelgen inspect FILE.safetensors</c>: what a file of parameters holds.</summary>
internal static class InspectCommand
{
    public const string Name = "inspect";

    public static Command Create(Terminal terminal)
    {
        Argument<string> path = CommonOptions.Path<string>("FILE", "A safetensors file.");
        Option<bool> json = CommonOptions.Json();
        Command command = new(Name, "Tensors of a safetensors file with their numbers at a glance, and its metadata.") { path, json };
        command.SetAction(call => Run(call.GetRequiredValue(path), call.GetValue(json), terminal));
        return command;
    }

    private static int Run(string path, bool json, Terminal terminal)
    {
        using TensorFile file = new(path);
        InspectedTensor[] tensors = [.. file.Tensors.Select(tensor => new InspectedTensor(tensor.Name, tensor.Type, tensor.Shape, TensorStatistics.Of(file, tensor)))];
        if (json)
        {
            JsonText.Write(terminal.Output, new InspectedFile(path, file.Header.DataLength, new SortedDictionary<string, string>(file.Header.Metadata.ToDictionary(), System.StringComparer.Ordinal), tensors));
        }
        else
        {
            InspectText.Write(terminal.Markup(), file, tensors);
        }

        return ExitCode.Good;
    }

    private sealed record InspectedFile(string File, long Bytes, IReadOnlyDictionary<string, string> Metadata, InspectedTensor[] Tensors);
}

/// <summary>A tensor and its numbers at a glance; without them where its type has none that can be looked at.</summary>
internal sealed record InspectedTensor(string Name, string Type, IReadOnlyList<long> Shape, TensorStatistics? Statistics);
