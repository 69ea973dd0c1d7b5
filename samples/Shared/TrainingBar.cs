using System;
using ModelGen.Training;
using Spectre.Console;

namespace Samples;

/// <summary>Shows how far <c>Fit</c> is: a bar in a terminal, lines only where the output goes to a file or a pipe.</summary>
internal static class TrainingBar
{
    /// <summary>Runs a training and shows what it reports, with a line of text every <paramref name="linesEvery"/> epochs.</summary>
    /// <param name="title">What stands before the bar.</param>
    /// <param name="linesEvery">The epochs between two lines; the first and the last epoch have one too.</param>
    /// <param name="describe">The text of a line.</param>
    /// <param name="train">Calls <c>Fit</c> with the progress it is given.</param>
    public static History Run(
        string title, int linesEvery, Func<FitProgress, string> describe, Func<IProgress<FitProgress>, History> train)
    {
        ActionProgress<FitProgress> lines = new(report =>
        {
            if (report.IsEpochEnd && (report.Epoch == 1 || report.Epoch == report.Epochs || report.Epoch % linesEvery == 0))
            {
                AnsiConsole.WriteLine(describe(report));
            }
        });
        if (Console.IsOutputRedirected)
        {
            return train(lines);
        }

        return AnsiConsole.Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask bar = context.AddTask(title);
                return train(new ActionProgress<FitProgress>(report =>
                {
                    lines.Report(report);
                    bar.Value = 100 * report.Fraction;
                    bar.Description = $"{title}, loss {report.Loss:F4}";
                }));
            });
    }
}
