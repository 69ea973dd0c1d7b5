using System;
using ModelGen.Data;
using ModelGen.Training;
using Samples;
using Samples.Moons;
using Samples.Pictures;

const string Help = """
    Learns to tell two moons apart, one point at a time, and draws what it learnt.

    Moons [FILE] [--epochs N] [--seed N] [--out FOLDER]

      FILE      CSV with the columns set (train or test), x1, x2, label (0 or 1);
                without it, 2,000 points are made
      --epochs  how often each point is seen; 1000 unless given
      --seed    what the start and the points are drawn from; 1 unless given
      --out     where report.html, loss.svg and boundary.svg go; beside the program unless given
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int epochs = line.Integer("--epochs", otherwise: 1000, minimum: 1);
    int seed = line.Integer("--seed", otherwise: 1, minimum: 0);
    OutputFolder pictures = new(line);
    string? file = line.Argument();
    line.End();

    MoonsData data = file is null ? MoonsData.Make(seed) : MoonsData.Read(file);
    MoonsNetwork network = new(seed);
    Console.WriteLine(MoonsNetwork.Summary);

    // The loss of two outputs, ½ Σ error², is their mean squared error.
    FitOptions options = new() { Epochs = epochs, BatchSize = 1, Seed = seed, Report = pictures.PathOf("report.html") };
    History history = TrainingBar.Run(
        "Moons",
        linesEvery: Math.Max(1, epochs / 10),
        report => $"epoch {report.Epoch,5}   MSE {report.Loss:F5}   {report.ExamplesPerSecond:N0} steps/s",
        progress => network.Fit(data.Training.ToOneHot(2), options, progress, cancellation));

    double seconds = history.Duration.TotalSeconds;
    double accuracy = network.Measure(data.Test, Metric.Accuracy);
    Console.WriteLine($"{history.Epochs.Count} epochs in {seconds:F2} s, {history.Epochs.Count / seconds:F0} epochs/s");
    Console.WriteLine($"test accuracy {100 * accuracy:F1} %");

    pictures.Announce(history, "report.html");
    pictures.Write("loss.svg", LossCurve.Draw("Two moons: mean squared error", history));
    pictures.Write(
        "boundary.svg", DecisionBoundary.Draw($"Two moons: {100 * accuracy:F1} % of test points right", network, data.Test));
    return Sample.Success;
});
