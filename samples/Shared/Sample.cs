using System;
using System.IO;
using System.Linq;
using System.Threading;

namespace Samples;

/// <summary>What every sample's <c>Main</c> does: help, Ctrl+C, and one line on the error stream for what the user can put right.</summary>
internal static class Sample
{
    public const int Success = 0;
    public const int Failure = 1;
    public const int WrongUsage = 2;
    public const int Cancelled = 130;

    /// <summary>Runs <paramref name="body"/>, or prints <paramref name="help"/> if the arguments ask for it.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(string[] args, string help, Func<CommandLine, CancellationToken, int> body)
    {
        if (args.Contains("--help") || args.Contains("-h"))
        {
            Console.WriteLine(help);
            return Success;
        }

        using CancellationTokenSource cancellation = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            cancellation.Cancel();
        };

        try
        {
            return body(new CommandLine(args), cancellation.Token);
        }
        catch (UsageException wrong)
        {
            Console.Error.WriteLine($"{wrong.Message} --help shows what can be given.");
            return WrongUsage;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(failure.Message);
            return Failure;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Cancelled.");
            return Cancelled;
        }
    }
}
