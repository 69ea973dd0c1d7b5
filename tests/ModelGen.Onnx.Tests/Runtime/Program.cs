using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace ModelGen.Onnx.Tests.Runtime;

/// <summary>Runs another program to its end.</summary>
internal static class Program
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed, or did not end.</exception>
    public static string Run(string program, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException($"{program} does not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException($"{program} does not end.");
        }

        return process.ExitCode == 0 ? output.Result : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{errors.Result}\n{output.Result}");
    }
}
