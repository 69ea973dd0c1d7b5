namespace ModelGen.Tool;

/// <summary>What the command's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>All is well; of <c>diff</c>: equal.</summary>
    public const int Good = 0;

    /// <summary>Something is wrong with what the file says; of <c>diff</c>: different.</summary>
    public const int Fault = 1;

    /// <summary>The command was called wrongly, or a file cannot be read or written.</summary>
    public const int Trouble = 2;
}
