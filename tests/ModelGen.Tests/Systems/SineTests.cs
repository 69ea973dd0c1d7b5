using System;
using ModelGen.Training;
using Samples.Sine;
using Xunit;

namespace ModelGen.Tests.Systems;

/// <summary>A noisy sum of sines, forecast by a recurrent network and by causal convolutions (samples/Sine).</summary>
[Trait("Category", "Width")]
public sealed class SineTests
{
    private const int Horizon = 50;

    private static readonly SineSeries Series = new(seed: 1);

    [Fact]
    public void RecurrentNetworkForecastsNearlyDownToTheNoise() => Forecasts(new GruForecast(seed: 1), epochs: 60);

    [Fact]
    public void ConvolutionsForecastNearlyDownToTheNoise() => Forecasts(new ConvolutionForecast(seed: 1), epochs: 20);

    /// <summary>The last value is off by the noise twice and by what the sines move; far ahead, by the sum of two variances.</summary>
    [Fact]
    public void LastValueIsNoForecast()
    {
        ForecastError error = Forecast.ErrorOfLastValue(Series.Noisy, SineSeries.TrainingSteps, Horizon);
        double variance = (0.6 * 0.6 + 0.5 * 0.5 + 0.3 * 0.3) / 2 + SineSeries.Noise * SineSeries.Noise;
        Assert.InRange(error.Next, 2 * SineSeries.Noise, 3 * SineSeries.Noise);
        Assert.InRange(error.All, 0.9 * Math.Sqrt(2 * variance), 1.1 * Math.Sqrt(2 * variance));
    }

    [Fact]
    public void ErrorsAreRootsOfMeanSquares()
    {
        ForecastError error = new(horizon: 2);
        error.Add([1, 2], [4, 2]);
        error.Add([0, 0], [1, 4]);
        Assert.Equal(Math.Sqrt((9 + 1) / 2.0), error.Next, 1e-12);
        Assert.Equal(Math.Sqrt((9 + 0 + 1 + 16) / 4.0), error.All, 1e-12);
    }

    /// <summary>Predict takes the known values and the answers so far again and again; what stands after them does not matter.</summary>
    [Fact]
    public void StreamRunsFreeAsPredictDoes()
    {
        RunsFree(new GruForecast(seed: 2));
        RunsFree(new ConvolutionForecast(seed: 2));
    }

    private static void Forecasts<TModel>(TModel network, int epochs)
        where TModel : ITrainableModel<TModel, float>, IStreamingModel<TModel, float>
    {
        network.Fit(Series.Windows(TModel.InputLength), SineTraining.Options(epochs, seed: 1));
        ForecastError error = Forecast.Error(network, Series.Noisy, SineSeries.TrainingSteps, Horizon);
        Assert.InRange(error.Next, SineSeries.Noise * 0.95, 1.3 * SineSeries.Noise);
        Assert.InRange(error.All, SineSeries.Noise * 0.95, 1.3 * SineSeries.Noise);
    }

    private static void RunsFree<TModel>(TModel network)
        where TModel : IStreamingModel<TModel, float>
    {
        const int Known = 100;
        const int Steps = 20;
        float[] ahead = Forecast.After(network, Series.Noisy.AsSpan(0, Known), Steps);
        float[] values = new float[TModel.InputLength];
        float[] answers = new float[TModel.OutputLength];
        Series.Noisy.AsSpan(0, Known).CopyTo(values);
        for (int i = 0; i < Steps; i++)
        {
            network.Predict(values, answers);
            Assert.Equal(answers[Known - 1 + i], ahead[i], 1e-5f);
            values[Known + i] = answers[Known - 1 + i];
        }
    }
}
