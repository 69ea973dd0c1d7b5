using System;
using System.Linq;
using ModelGen.Training;
using Samples;
using Samples.Arithmetic;
using Samples.Pictures;

const string Help = """
    A small transformer learns to write sums such as 47+85=132, and writes those that it has never seen.

    Arithmetic [--epochs N] [--seed N] [--out FOLDER]

      --epochs  how often each of the 8,000 sums is seen; 60 unless given
      --seed    what the start and the sums are drawn from; 1 unless given
      --out     where loss.svg and sums.svg go; beside the program unless given

    The exit code is 1 if less than 99 % of the 2,000 unseen sums are written right.
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int epochs = line.Integer("--epochs", otherwise: 60, minimum: 1);
    int seed = line.Integer("--seed", otherwise: 1, minimum: 0);
    OutputFolder pictures = new(line);
    line.End();

    (int[] training, int[] unseen) = Sums.Draw(8_000, seed);
    ArithmeticNetwork network = new(seed);
    Console.WriteLine(ArithmeticNetwork.Summary);

    long steps = (long)epochs * ((training.Length + ArithmeticNetwork.MaxBatch - 1) / ArithmeticNetwork.MaxBatch);
    FitOptions options = new() { Epochs = epochs, Seed = seed, Schedule = LearningRateSchedule.WarmUp(100, LearningRateSchedule.Cosine(steps)) };
    History history = TrainingBar.Run(
        "Arithmetic",
        linesEvery: Math.Max(1, epochs / 10),
        report => $"epoch {report.Epoch,3}   loss {report.Loss:F5}   {report.ExamplesPerSecond:N0} sums/s",
        progress => network.Fit(Sums.ToExamples(training), options, progress, cancellation));

    Writer writer = new(network);
    int[] wrong = [.. unseen.Where(sum => writer.Continue(Sums.Question(sum)) != Sums.Answer(sum))];
    double right = 1 - ((double)wrong.Length / unseen.Length);
    foreach (int sum in unseen.Take(5).Concat(wrong.Take(3)))
    {
        string answer = writer.Continue(Sums.Question(sum));
        Console.WriteLine($"{Sums.Question(sum)}{answer.TrimEnd('.')}{(answer == Sums.Answer(sum) ? "" : "   wrong")}");
    }

    Console.WriteLine($"{history.Epochs.Count} epochs in {history.Duration.TotalSeconds:F1} s");
    Console.WriteLine($"{100 * right:F2} % of {unseen.Length:N0} unseen sums right");
    pictures.Write("loss.svg", LossCurve.Draw("Arithmetic: loss of what follows the equals sign", history));
    pictures.Write("sums.svg", SumsPicture.Draw($"Arithmetic: {100 * right:F2} % of unseen sums right", unseen.Except(wrong), wrong));
    return right >= 0.99 ? Sample.Success : Sample.Failure;
});
