using System;
using System.Linq;
using ModelGen.Data;
using ModelGen.Training;
using Samples;
using Samples.Digits;
using Samples.Pictures;

const string Help = """
    Learns to read digits with LeNet-5, and draws what it got wrong.

    Digits [FOLDER] [--epochs N] [--copies N] [--plain] [--seed N] [--out FOLDER]

      FOLDER    has MNIST's IDX files, plain or .gz: train-images-idx3-ubyte, train-labels-idx1-ubyte and the same
                with t10k; of one set alone, the first four fifths are learned from; without it, digits are drawn
      --epochs  how often each picture is seen; 12 unless given
      --copies  turned and shifted copies of each picture to learn from; 4 unless given
      --plain   no copies and a constant learning rate, as in a first tutorial
      --seed    what the start and the drawn digits are drawn from; 1 unless given
      --out     where report.html, loss.svg, wrong.svg and confusion.svg go; beside the program unless given

    The exit code is 1 if fewer than nine in ten of the digits are read right.
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    bool plain = line.Flag("--plain");
    int epochs = line.Integer("--epochs", otherwise: 12, minimum: 1);
    int copies = line.Integer("--copies", otherwise: plain ? 0 : 4, minimum: 0);
    int seed = line.Integer("--seed", otherwise: 1, minimum: 0);
    OutputFolder pictures = new(line);
    string? folder = line.Argument();
    line.End();

    DigitData data = folder is null ? DrawnDigits.Make(seed) : MnistFolder.Read(folder);
    ClassDataset<float> training = ShiftedCopies.Add(data.Training, copies, seed);
    LeNet5 network = new(seed);
    Console.WriteLine(LeNet5.Summary);
    Console.WriteLine($"{data.Training.Count:N0} pictures to learn from, each {copies + 1} times; {data.Test.Count:N0} to test with");

    long steps = (long)epochs * ((training.Count + LeNet5.MaxBatch - 1) / LeNet5.MaxBatch);
    FitOptions options = new()
    {
        Epochs = epochs,
        Seed = seed,
        Schedule = plain ? LearningRateSchedule.Constant : LearningRateSchedule.Cosine(steps),
        Metrics = [Metric.Accuracy],
        Report = pictures.PathOf("report.html"),
    };
    History history = TrainingBar.Run(
        "Digits",
        linesEvery: 1,
        report => $"epoch {report.Epoch,2}   loss {report.Loss:F5}   {report.ExamplesPerSecond:N0} pictures/s",
        progress => network.Fit(training, data.Test, options, progress, cancellation));

    int[] answers = Answers.Of(network, data.Test);
    ConfusionMatrix confusion = new(data.Test, answers, [.. Enumerable.Range(0, 10).Select(digit => digit.ToString())]);
    Console.WriteLine(confusion);
    Console.WriteLine($"{history.Epochs.Count} epochs in {history.Duration.TotalSeconds:F1} s");
    Console.WriteLine($"test accuracy {100 * confusion.Accuracy:F2} %");

    pictures.Announce(history, "report.html");
    pictures.Write("loss.svg", LossCurve.Draw("Digits: cross-entropy", history, validation: "test"));
    pictures.Write("confusion.svg", ConfusionPicture.Draw($"Digits: {100 * confusion.Accuracy:F2} % right", confusion));
    pictures.Write("wrong.svg", WrongAnswers.Draw(data.Test, answers));
    return confusion.Accuracy >= 0.9 ? Sample.Success : Sample.Failure;
});
