using System;
using ModelGen;

namespace Samples.Sine;

/// <summary>Forecasts of a network through its stream: it takes values as they come, and its own answers where none have come.</summary>
internal static class Forecast
{
    /// <summary>The next values that the network expects; each answer is the next input.</summary>
    /// <param name="network">The network.</param>
    /// <param name="known">The values so far, 1 or more.</param>
    /// <param name="steps">How many values.</param>
    public static float[] After<TModel>(TModel network, ReadOnlySpan<float> known, int steps)
        where TModel : IStreamingModel<TModel, float>
    {
        IModelStream<float> stream = network.CreateStream();
        float[] ahead = new float[steps];
        Show(stream, known[..^1]);
        RunFree(stream, known[^1], ahead);
        return ahead;
    }

    /// <summary>How far the network is off with a forecast from every step on.</summary>
    /// <param name="network">The network.</param>
    /// <param name="values">The series.</param>
    /// <param name="start">The first step to forecast from; the network sees those before.</param>
    /// <param name="horizon">How many steps ahead.</param>
    public static ForecastError Error<TModel>(TModel network, ReadOnlySpan<float> values, int start, int horizon)
        where TModel : IStreamingModel<TModel, float>
    {
        ForecastError error = new(horizon);
        IModelStream<float> stream = network.CreateStream();
        float[] saved = new float[stream.State.Length];
        float[] ahead = new float[horizon];
        Show(stream, values[..start]);
        for (int t = start; t + horizon < values.Length; t++)
        {
            // The state is put back after each forecast, to take the values that really come.
            stream.State.CopyTo(saved);
            RunFree(stream, values[t], ahead);
            error.Add(ahead, values.Slice(t + 1, horizon));
            saved.CopyTo(stream.State);
            Show(stream, values.Slice(t, 1));
        }

        return error;
    }

    /// <summary>How far one is off who expects that the last value stays.</summary>
    /// <inheritdoc cref="Error" path="/param"/>
    public static ForecastError ErrorOfLastValue(ReadOnlySpan<float> values, int start, int horizon)
    {
        ForecastError error = new(horizon);
        float[] ahead = new float[horizon];
        for (int t = start; t + horizon < values.Length; t++)
        {
            ahead.AsSpan().Fill(values[t]);
            error.Add(ahead, values.Slice(t + 1, horizon));
        }

        return error;
    }

    private static void Show(IModelStream<float> stream, ReadOnlySpan<float> values)
    {
        Span<float> answer = stackalloc float[1];
        for (int t = 0; t < values.Length; t++)
        {
            stream.Step(values.Slice(t, 1), answer);
        }
    }

    private static void RunFree(IModelStream<float> stream, float last, Span<float> ahead)
    {
        stream.Step([last], ahead[..1]);
        for (int i = 1; i < ahead.Length; i++)
        {
            stream.Step(ahead.Slice(i - 1, 1), ahead.Slice(i, 1));
        }
    }
}
