using System;
using ModelGen;
using ModelGen.Training;
using Samples;
using Samples.Pictures;
using Samples.Sine;

const string Help = """
    Forecasts a noisy series with a recurrent network and with causal convolutions.

    Sine [--epochs N] [--seed N] [--out FOLDER]

      --epochs  how often each window of the series is seen; 100 unless given
      --seed    what the starts and the noise are drawn from; 1 unless given
      --out     where forecast.svg goes; beside the program unless given

    The exit code is 1 if a network's forecasts are off by more than a quarter of what those of the last value are.
    """;

const int Horizon = 50;

return Sample.Run(args, Help, (line, cancellation) =>
{
    int epochs = line.Integer("--epochs", otherwise: 100, minimum: 1);
    int seed = line.Integer("--seed", otherwise: 1, minimum: 0);
    OutputFolder pictures = new(line);
    line.End();

    SineSeries series = new(seed);
    GruForecast gru = Trained(new GruForecast(seed));
    ConvolutionForecast convolutions = Trained(new ConvolutionForecast(seed));

    ForecastError last = Forecast.ErrorOfLastValue(series.Noisy, SineSeries.TrainingSteps, Horizon);
    ForecastError ofGru = Forecast.Error(gru, series.Noisy, SineSeries.TrainingSteps, Horizon);
    ForecastError ofConvolutions = Forecast.Error(convolutions, series.Noisy, SineSeries.TrainingSteps, Horizon);
    Console.WriteLine($"root mean squared error   next value   next {Horizon}");
    Console.WriteLine($"the noise alone           {SineSeries.Noise,10:F3}   {SineSeries.Noise,7:F3}");
    Console.WriteLine($"the last value again      {last.Next,10:F3}   {last.All,7:F3}");
    Console.WriteLine($"recurrent                 {ofGru.Next,10:F3}   {ofGru.All,7:F3}");
    Console.WriteLine($"convolutions              {ofConvolutions.Next,10:F3}   {ofConvolutions.All,7:F3}");

    pictures.Write("forecast.svg", Picture(series, gru, convolutions));
    return Math.Max(ofGru.All, ofConvolutions.All) <= last.All / 4 ? Sample.Success : Sample.Failure;

    TModel Trained<TModel>(TModel network)
        where TModel : ITrainableModel<TModel, float>
    {
        History history = TrainingBar.Run(
            TModel.ModelName,
            linesEvery: Math.Max(1, epochs / 4),
            report => $"{TModel.ModelName}: epoch {report.Epoch,3}   loss {report.Loss:F5}   {report.ExamplesPerSecond:N0} windows/s",
            progress => network.Fit(series.Windows(TModel.InputLength), SineTraining.Options(epochs, seed), progress, cancellation));
        Console.WriteLine($"{TModel.ModelName}: {TModel.ParameterCount:N0} parameters, {history.Duration.TotalSeconds:F1} s");
        return network;
    }
});

// The values shortly before now, and what both networks expect from there on.
static string Picture(SineSeries series, GruForecast gru, ConvolutionForecast convolutions)
{
    const int Known = 30;
    const int Ahead = 100;
    ReadOnlySpan<float> known = series.Noisy.AsSpan(0, SineSeries.TrainingSteps + 200);
    return TimeChart.Draw(
        $"A noisy sum of sines, {Ahead} steps ahead",
        "steps after the last known value",
        "value",
        TimeSeries.Line("without noise", Palette.Grey, series.Exact.AsSpan(known.Length - Known, Known + Ahead), 1 - Known, 1),
        TimeSeries.Dots("known", Palette.Ink, known[^Known..], 1 - Known, 1),
        TimeSeries.Line("recurrent", Palette.Blue, Forecast.After(gru, known, Ahead), 1, 1),
        TimeSeries.Line("convolutions", Palette.Orange, Forecast.After(convolutions, known, Ahead), 1, 1));
}
