using System.CommandLine;

namespace ModelGen.Tool.Commands;

/// <summary>What all commands about models take: where they are declared, and which of them.</summary>
internal sealed class ModelArguments
{
    /// <summary>The files.</summary>
    public Argument<string[]> Paths { get; } = CommonOptions.Path<string[]>("FILE", "C# files, or folders whose C# files are taken (but not those in bin and obj).");

    /// <summary>The class.</summary>
    public Option<string?> Model { get; } = new("--model", "-m") { HelpName = "NAME", Description = "Only this model: its class's name, with or without namespace." };

    /// <summary>Adds both to a command.</summary>
    public void AddTo(Command command)
    {
        Paths.Arity = ArgumentArity.OneOrMore;
        command.Arguments.Add(Paths);
        command.Options.Add(Model);
    }
}
