using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Linq;
using ModelGen.Tool.Commands;

namespace ModelGen.Tool;

/// <summary>The command line: what there is to call, and how every call ends.</summary>
internal static class Application
{
    /// <summary>Runs one command.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, Terminal terminal)
    {
        ParseResult call = Root(terminal).Parse(arguments);
        if (call.Errors.Count > 0)
        {
            foreach (var error in call.Errors)
            {
                terminal.Error.WriteLine($"modelgen: {error.Message}");
            }

            terminal.Error.WriteLine($"Try '{NameOf(call.CommandResult.Command)} --help'.");
            return ExitCode.Trouble;
        }

        try
        {
            return call.Invoke(new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        catch (ToolException fault)
        {
            terminal.Error.WriteLine($"modelgen: {fault.Message}");
            return fault.ExitCode;
        }
        catch (ModelFileException fault)
        {
            terminal.Error.WriteLine($"modelgen: {fault.Message}");
            return ExitCode.Fault;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"modelgen: {fault.Message}");
            return ExitCode.Trouble;
        }
    }

    /// <remarks>No <see cref="RootCommand"/>: that one is called as the assembly is.</remarks>
    private static Command Root(Terminal terminal)
    {
        Command root = new("modelgen", "Looks at ModelGen networks and their files.")
        {
            SummaryCommand.Create(terminal),
            EmitCommand.Create(terminal),
            ExplainCommand.Create(terminal),
            GraphCommand.Create(terminal),
            InspectCommand.Create(terminal),
            DiffCommand.Create(terminal),
            ExportCommand.Create(terminal),
            new HelpOption { Action = new HelpWithExamples() },
            new VersionOption { Action = new VersionAction() },
        };
        return root;
    }

    private static string NameOf(Command command) => string.Join(' ', command.Parents.OfType<Command>().Reverse().Append(command).Select(c => c.Name));
}
