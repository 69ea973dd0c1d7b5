using System;
using ModelGen;
using ModelGen.Training;
using Samples;
using Samples.Echo;
using Samples.Pictures;

const string Help = """
    Learns how a saturating amplifier with a memory sounds, then plays through the network, a sample at a time.

    Echo [--epochs N] [--seed N] [--out FOLDER]

      --epochs  how often each of the 512 sounds is heard; 100 unless given
      --seed    what the start and the sounds are drawn from; 1 unless given
      --out     where input.wav, target.wav, network.wav and sound.svg go; beside the program unless given

    The exit code is 1 if the error on unseen sound is above 2 % of the signal.
    """;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int epochs = line.Integer("--epochs", otherwise: 100, minimum: 1);
    int seed = line.Integer("--seed", otherwise: 1, minimum: 0);
    OutputFolder results = new(line);
    line.End();

    EchoData data = EchoData.Make(count: 512, seconds: 5, seed);
    EchoNetwork network = Trained(new EchoNetwork(seed));
    float[] output = Playing.Play(network, data.Sound);
    float[] curve = Playing.Play(Trained(new CurveNetwork(seed)), data.Sound);

    double error = Playing.ErrorToSignal(output, data.Target);
    double nanoseconds = Playing.NanosecondsPerSample(network, data.Sound);
    double share = nanoseconds * PluckedStrings.SampleRate / 1e9;
    Console.WriteLine("error to signal on unseen sound");
    Console.WriteLine($"a curve without memory  {100 * Playing.ErrorToSignal(curve, data.Target),7:F3} %");
    Console.WriteLine($"the network             {100 * error,7:F3} %");
    Console.WriteLine($"{nanoseconds:F0} ns a sample, {100 * share:F2} % of real time at {PluckedStrings.SampleRate / 1000} kHz");

    results.Write("input.wav", Wav.Encode(data.Sound, PluckedStrings.SampleRate));
    results.Write("target.wav", Wav.Encode(data.Target, PluckedStrings.SampleRate));
    results.Write("network.wav", Wav.Encode(output, PluckedStrings.SampleRate));
    results.Write("sound.svg", Picture(data.Target, output, curve));
    return error <= 0.02 ? Sample.Success : Sample.Failure;

    TModel Trained<TModel>(TModel model)
        where TModel : ITrainableModel<TModel, float>
    {
        History history = TrainingBar.Run(
            TModel.ModelName,
            linesEvery: Math.Max(1, epochs / 5),
            report => $"{TModel.ModelName}: epoch {report.Epoch,3}   loss {report.Loss:F6}   {report.ExamplesPerSecond:N0} sounds/s",
            progress => model.Fit(data.Training, EchoTraining.Options(epochs, seed), progress, cancellation));
        Console.WriteLine($"{TModel.ModelName}: {TModel.ParameterCount:N0} parameters, {history.Duration.TotalSeconds:F1} s");
        return model;
    }
});

// Some milliseconds from where the amplifier is loudest.
static string Picture(float[] target, float[] output, float[] curve)
{
    const int Length = PluckedStrings.SampleRate * 6 / 1000;
    const double Step = 1000.0 / PluckedStrings.SampleRate;
    int loudest = 0;
    for (int t = 0; t < target.Length; t++)
    {
        loudest = Math.Abs(target[t]) > Math.Abs(target[loudest]) ? t : loudest;
    }

    Range shown = Math.Min(loudest, target.Length - Length)..Math.Min(loudest + Length, target.Length);
    return TimeChart.Draw(
        "Some milliseconds of unseen sound",
        "milliseconds",
        "output",
        TimeSeries.Line("amplifier", Palette.Blue, target.AsSpan(shown), 0, Step),
        TimeSeries.Line("without memory", Palette.Grey, curve.AsSpan(shown), 0, Step),
        TimeSeries.Dots("network", Palette.Orange, output.AsSpan(shown), 0, Step));
}
