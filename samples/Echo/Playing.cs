using System;
using System.Diagnostics;
using ModelGen;

namespace Samples.Echo;

/// <summary>Plays sound through the stream of a network, a sample at a step, as in a plug-in.</summary>
internal static class Playing
{
    /// <summary>The samples that are played in one go: 10 ms.</summary>
    private const int Block = PluckedStrings.SampleRate / 100;

    /// <summary>What comes out.</summary>
    public static float[] Play<TModel>(TModel network, ReadOnlySpan<float> sound)
        where TModel : IStreamingModel<TModel, float>
    {
        IModelStream<float> stream = network.CreateStream();
        float[] output = new float[sound.Length];
        for (int t = 0; t < output.Length; t++)
        {
            stream.Step(sound.Slice(t, 1), output.AsSpan(t, 1));
        }

        return output;
    }

    /// <summary>The time that a sample takes: the median of all blocks of a sound, once the machine is warm.</summary>
    /// <remarks>By the network's own class of streams: through the interface a step costs some nanoseconds more.</remarks>
    /// <param name="network">The network.</param>
    /// <param name="sound">A block of samples or more.</param>
    public static double NanosecondsPerSample(EchoNetwork network, ReadOnlySpan<float> sound)
    {
        EchoNetwork.Stream stream = network.CreateStream();
        float[] output = new float[Block];
        double[] times = new double[sound.Length / Block];
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < times.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                PlayBlock(stream, sound.Slice(i * Block, Block), output);
                times[i] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Block;
            }
        }

        Array.Sort(times);
        return times[times.Length / 2];
    }

    /// <summary>
    /// The error-to-signal ratio, the usual measure of how near a modelled amplifier is: Σ (output − target)² / Σ target².
    /// </summary>
    public static double ErrorToSignal(ReadOnlySpan<float> output, ReadOnlySpan<float> target)
    {
        double error = 0;
        double signal = 0;
        for (int t = 0; t < target.Length; t++)
        {
            double off = output[t] - (double)target[t];
            error += off * off;
            signal += (double)target[t] * target[t];
        }

        return error / signal;
    }

    private static void PlayBlock(EchoNetwork.Stream stream, ReadOnlySpan<float> sound, Span<float> output)
    {
        for (int t = 0; t < sound.Length; t++)
        {
            stream.Step(sound.Slice(t, 1), output.Slice(t, 1));
        }
    }
}
