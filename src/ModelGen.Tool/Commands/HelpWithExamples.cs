using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.IO;
using System.Linq;

namespace ModelGen.Tool.Commands;

/// <summary>The help that System.CommandLine writes, and below it examples and exit codes.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private static readonly Dictionary<string, string[]> s_examples = new()
    {
        [""] =
        [
            "modelgen summary Networks.cs",
            "modelgen emit Networks.cs --model LeNet5 -o generated",
            "modelgen explain Networks.cs --model LeNet5",
            "modelgen graph Networks.cs -o network.svg",
            "modelgen inspect lenet.safetensors",
            "modelgen diff before.safetensors after.safetensors",
            "modelgen export onnx Networks.cs lenet.safetensors",
        ],
        [SummaryCommand.Name] = ["modelgen summary Networks.cs", "modelgen summary src --model LeNet5", "modelgen summary Networks.cs --json | jq '.models[0].parameters'"],
        [EmitCommand.Name] = ["modelgen emit Networks.cs | less", "modelgen emit Networks.cs --file Forward", "modelgen emit Networks.cs --model LeNet5 -o generated"],
        [ExplainCommand.Name] = ["modelgen explain Networks.cs | less", "modelgen explain Networks.cs --model LeNet5 --program Predict"],
        [GraphCommand.Name] = ["modelgen graph Networks.cs --model LeNet5 -o lenet.svg", "modelgen graph Networks.cs --format mermaid"],
        [InspectCommand.Name] = ["modelgen inspect lenet.safetensors", "modelgen inspect lenet.safetensors --json"],
        [DiffCommand.Name] = ["modelgen diff before.safetensors after.safetensors", "modelgen diff mine.safetensors pytorch.safetensors --tolerance 1e-6"],
        [ExportCommand.Onnx] = ["modelgen export onnx Networks.cs lenet.safetensors --model LeNet5 -o lenet.onnx"],
    };

    private readonly HelpAction _usual = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _usual.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        string name = command.Parents.Any() ? command.Name : "";
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (s_examples.TryGetValue(name, out string[]? examples))
        {
            output.WriteLine("Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }

        output.WriteLine("Exit codes:");
        output.WriteLine($"  {ExitCodes(name)}");
        return ExitCode.Good;
    }

    private static string ExitCodes(string command) => command switch
    {
        "" => "0 good, 1 a fault in the file (of diff: different), 2 wrong usage, or a file that cannot be read or written",
        DiffCommand.Name => "0 equal, 1 different, 2 trouble",
        _ => "0 good, 1 a fault in the file, 2 wrong usage, or a file that cannot be read or written",
    };
}
