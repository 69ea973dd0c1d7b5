using System.CommandLine;
using System.CommandLine.Parsing;

namespace ModelGen.Tool.Commands;

/// <summary>What several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>For programs instead of readers.</summary>
    public static Option<bool> Json() => new("--json") { Description = "JSON instead of a table." };

    /// <summary>A path. A misspelt option is no path; a file of such a name is <c>./--name</c>.</summary>
    public static Argument<T> Path<T>(string name, string description)
    {
        Argument<T> path = new(name) { Description = description };
        path.Validators.Add(given =>
        {
            foreach (Token token in given.Tokens)
            {
                if (token.Value.StartsWith('-'))
                {
                    given.AddError($"There is no option '{token.Value}'.");
                }
            }
        });
        return path;
    }
}
