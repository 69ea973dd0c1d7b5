using System;
using System.Linq;
using ModelGen.Training;
using Samples;
using Samples.Pictures;
using Samples.Vgg;

const string Help = """
    Learns to name the shapes in coloured pictures with a small VGG network.

    Vgg [--pictures N] [--epochs N] [--seed N] [--out FOLDER]

      --pictures  how many are made to learn from; 3000 unless given. 600 others test what was learnt
      --epochs    how often each is seen; 8 unless given
      --seed      what the start and the pictures are drawn from; 1 unless given
      --out       where loss.svg, answers.svg and confusion.svg go; beside the program unless given

    The exit code is 1 if fewer than nine in ten of the shapes are named right.
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int count = line.Integer("--pictures", otherwise: 3000, minimum: 1);
    int epochs = line.Integer("--epochs", otherwise: 8, minimum: 1);
    int seed = line.Integer("--seed", otherwise: 1, minimum: 0);
    OutputFolder pictures = new(line);
    line.End();

    ShapePictures data = ShapePictures.Make(count, seed);
    VggNetwork network = new(seed);
    Console.WriteLine(VggNetwork.Summary);

    long steps = (long)epochs * ((count + VggNetwork.MaxBatch - 1) / VggNetwork.MaxBatch);
    FitOptions options = new() { Epochs = epochs, Seed = seed, Schedule = LearningRateSchedule.Cosine(steps), Metrics = [Metric.Accuracy] };
    History history = TrainingBar.Run(
        "Vgg",
        linesEvery: 1,
        report => $"epoch {report.Epoch,2}   loss {report.Loss:F5}   {report.ExamplesPerSecond:N0} pictures/s",
        progress => network.Fit(data.Training, data.Test, options, progress, cancellation));

    int[] answers = Answers.Of(network, data.Test);
    ConfusionMatrix confusion = new(data.Test, answers, ShapePictures.Names);
    Console.WriteLine(confusion);
    Console.WriteLine($"{history.Epochs.Count} epochs in {history.Duration.TotalSeconds:F1} s");
    Console.WriteLine($"test accuracy {100 * confusion.Accuracy:F2} %");

    pictures.Write("loss.svg", LossCurve.Draw("Shapes: cross-entropy", history, validation: "test"));
    pictures.Write("confusion.svg", ConfusionPicture.Draw($"Shapes: {100 * confusion.Accuracy:F1} % right", confusion));
    pictures.Write("answers.svg", ContactSheet.Draw(
        "The first pictures to test with, and what they were taken for",
        [.. Enumerable.Range(0, Math.Min(24, answers.Length)).Select(i => new SheetEntry(
            Png.Address(data.Test.Input(i), ShapePictures.Side, channels: 3),
            ShapePictures.Names[answers[i]],
            answers[i] == data.Test.Targets[i] ? Palette.Blue : Palette.Orange))],
        columns: 8));
    return confusion.Accuracy >= 0.9 ? Sample.Success : Sample.Failure;
});
