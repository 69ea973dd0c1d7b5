using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using ModelGen.Tool.Rendering;
using ModelGen.Tool.Tensors;

namespace ModelGen.Tool.Commands;

/// <summary><c>modelgen diff A.safetensors B.safetensors</c>: two files of parameters, tensor by tensor.</summary>
internal static class DiffCommand
{
    public const string Name = "diff";

    public static Command Create(Terminal terminal)
    {
        Argument<string> a = CommonOptions.Path<string>("A", "A safetensors file."), b = CommonOptions.Path<string>("B", "Another.");
        Option<double> tolerance = new("--tolerance", "-t")
        {
            HelpName = "T",
            Description = "Two numbers are the same if |a − b| ≤ T · max(1, |a|, |b|).",
        };
        tolerance.Validators.Add(given =>
        {
            // What is no number at all is already an error.
            if (given.Tokens is [var token] && double.TryParse(token.Value, System.Globalization.CultureInfo.InvariantCulture, out double value) && !(value >= 0 && double.IsFinite(value)))
            {
                given.AddError($"--tolerance must be 0 or more, not {token.Value}.");
            }
        });
        Option<bool> json = CommonOptions.Json();
        Command command = new(Name, "What differs between two safetensors files: tensors, shapes, numbers. Metadata and types do not count.") { a, b, tolerance, json };
        command.SetAction(call => Run(call.GetRequiredValue(a), call.GetRequiredValue(b), call.GetValue(tolerance), call.GetValue(json), terminal));
        return command;
    }

    private static int Run(string pathA, string pathB, double tolerance, bool json, Terminal terminal)
    {
        TensorDifference[] tensors;
        try
        {
            using TensorFile a = new(pathA), b = new(pathB);
            tensors = [.. TensorDifference.Between(a, b, tolerance)];
        }
        catch (ModelFileException fault)
        {
            // 1 says that both files are good and differ.
            throw new ToolException(fault.Message);
        }

        bool equal = tensors.All(tensor => tensor.Change == TensorChange.Equal);
        if (json)
        {
            JsonText.Write(terminal.Output, new Difference(pathA, pathB, tolerance, equal, tensors));
        }
        else
        {
            DiffText.Write(terminal.Markup(), tensors);
        }

        return equal ? ExitCode.Good : ExitCode.Fault;
    }

    private sealed record Difference(string A, string B, double Tolerance, bool Equal, IReadOnlyList<TensorDifference> Tensors);
}
