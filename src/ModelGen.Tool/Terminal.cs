using System;
using System.IO;
using System.Text;
using Spectre.Console;

namespace ModelGen.Tool;

/// <summary>Where a command writes: what was asked for, and everything else. Tests have one of their own.</summary>
/// <param name="Output">What was asked for.</param>
/// <param name="Error">Faults and notes.</param>
/// <param name="Width">How many characters fit in a line; null if it goes to a file or another program.</param>
/// <param name="Colors">Whether colours may be used.</param>
internal sealed record Terminal(TextWriter Output, TextWriter Error, int? Width, bool Colors)
{
    // What is not shown in a terminal is not wrapped.
    private const int Unlimited = 10_000;

    /// <summary>The process's own. No colours where output is redirected, NO_COLOR is set (no-color.org), or the terminal has none.</summary>
    public static Terminal OfProcess()
    {
        if (OperatingSystem.IsWindows() || Console.OutputEncoding is not UTF8Encoding)
        {
            // Without a byte-order mark, which would be the first thing in a file or pipe.
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        bool redirected = Console.IsOutputRedirected;
        bool plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new Terminal(Console.Out, Console.Error, redirected ? null : WindowWidth(), !redirected && !plain);
    }

    /// <summary>The output as tables and colours see it.</summary>
    public IAnsiConsole Markup()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Colors ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = Colors ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Output),
        });
        console.Profile.Width = Width ?? Unlimited;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static int WindowWidth()
    {
        try
        {
            return Console.WindowWidth is > 0 and int width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
