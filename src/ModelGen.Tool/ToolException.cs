using System;

namespace ModelGen.Tool;

/// <summary>The command ends here: with one line for the user, and an exit code.</summary>
internal sealed class ToolException(string message, int exitCode = ExitCode.Trouble) : Exception(message)
{
    /// <summary>One of <see cref="Tool.ExitCode"/>.</summary>
    public int ExitCode { get; } = exitCode;
}
