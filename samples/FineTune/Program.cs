using System;
using ModelGen;
using ModelGen.Data;
using ModelGen.Training;
using Samples;
using Samples.Digits;
using Samples.FineTune;
using Samples.Pictures;

const string Help = """
    Learns to read digits, then letters of which there are only a few: on the convolutions of the digits, and from scratch.

    FineTune [FOLDER] [--letters N] [--digit-epochs N] [--seed N] [--out FOLDER]

      FOLDER          has MNIST's IDX files for the digits; without it, they are drawn
      --letters       how many of each letter there are to learn from; 20 unless given
      --digit-epochs  how often each digit is seen; 4 unless given
      --seed          what the start and all that is drawn come from; 1 unless given
      --out           where digits.safetensors, accuracy.svg and letters.svg go; beside the program unless given

    The exit code is 1 if fewer than 95 % of the unseen letters are read right, or no more than from scratch.
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int ofEach = line.Integer("--letters", otherwise: 20, minimum: 1);
    int digitEpochs = line.Integer("--digit-epochs", otherwise: 4, minimum: 1);
    int seed = line.Integer("--seed", otherwise: 1, minimum: 0);
    OutputFolder results = new(line);
    string? folder = line.Argument();
    line.End();

    DigitData digits = folder is null ? DrawnDigits.Make(seed) : MnistFolder.Read(folder);
    DigitNetwork digitNetwork = new(seed);
    Train("digits", progress => digitNetwork.Fit(
        ShiftedCopies.Add(digits.Training, FineTuning.Copies, seed),
        digits.Test,
        new FitOptions { Epochs = digitEpochs, Seed = seed, Metrics = [Metric.Accuracy] },
        progress,
        cancellation));
    string file = results.PathOf("digits.safetensors");
    digitNetwork.Save(file);

    DrawnLetters letters = DrawnLetters.Make(ofEach, seed);
    ClassDataset<float> training = ShiftedCopies.Add(letters.Training, FineTuning.Copies, seed);
    LetterNetwork fineTuned = new(seed);
    fineTuned.Restore(file, FineTuning.AllButTheHead);
    History onDigits = Train("letters, from the digits' network", progress => fineTuned.Fit(
        training, letters.Test, FineTuning.Options(seed, releases: true), progress, cancellation));
    LetterNetwork fromScratch = new(seed);
    History alone = Train("letters, from scratch", progress => fromScratch.Fit(
        training, letters.Test, FineTuning.Options(seed, releases: false), progress, cancellation));

    (double tuned, double scratch) = (onDigits.Last.Metrics[0].Value, alone.Last.Metrics[0].Value);
    results.Write("accuracy.svg", AccuracyPicture.Draw($"{ofEach} of each letter to learn from", onDigits, alone));
    results.Write(
        "letters.svg", LettersPicture.Draw("Unseen letters, and what they were read as", letters.Test, Answers.Of(fineTuned, letters.Test)));
    Console.WriteLine($"{100 * tuned:F2} % of {letters.Test.Count:N0} unseen letters right; from scratch {100 * scratch:F2} %");
    return tuned >= 0.95 && tuned > scratch ? Sample.Success : Sample.Failure;
});

static History Train(string title, Func<IProgress<FitProgress>, History> train)
{
    Console.WriteLine(title);
    History history = TrainingBar.Run(title, linesEvery: 10, report => $"epoch {report.Epoch,2}   loss {report.Loss:F5}", train);
    Console.WriteLine($"{100 * history.Last.Metrics[0].Value:F2} % of those unseen right, {history.Duration.TotalSeconds:F1} s");
    return history;
}
