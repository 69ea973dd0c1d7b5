using System.CommandLine;

namespace ModelGen.Tool.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary>For programs instead of readers.</summary>
    public static Option<bool> Json() => new("--json") { Description = "JSON instead of a table." };
}
