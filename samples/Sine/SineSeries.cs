using System;
using ModelGen.Data;
using ModelGen.Numerics;

namespace Samples.Sine;

/// <summary>
/// Three sines on top of each other, whose sum never repeats, under noise. The networks learn from the first part; the rest is for tests.
/// </summary>
internal sealed class SineSeries
{
    /// <summary>The standard deviation of the noise. No forecast of a noisy value is off by less.</summary>
    public const double Noise = 0.1;

    /// <summary>The steps to learn from.</summary>
    public const int TrainingSteps = 4000;

    private const int Steps = 5000;
    private const int Stride = 8;

    /// <summary>The series whose noise is drawn from <paramref name="seed"/>.</summary>
    public SineSeries(int seed)
    {
        ModelRandom random = new(seed);
        for (int t = 0; t < Steps; t++)
        {
            Exact[t] = (float)(0.6 * Math.Sin(t / 3.1) + 0.5 * Math.Sin(t / 7.3) + 0.3 * Math.Sin(t / 1.7));
            Noisy[t] = (float)(Exact[t] + Noise * random.NextNormal());
        }
    }

    /// <summary>The sum of the sines.</summary>
    public float[] Exact { get; } = new float[Steps];

    /// <summary>The same under noise: all that a network gets to see.</summary>
    public float[] Noisy { get; } = new float[Steps];

    /// <summary>Windows of the part to learn from, a new one every few steps; targets are the values a step later.</summary>
    /// <param name="length">The steps of a window.</param>
    public Dataset<float> Windows(int length)
    {
        int count = (TrainingSteps - length - 1) / Stride + 1;
        float[] inputs = new float[count * length];
        float[] targets = new float[count * length];
        for (int i = 0; i < count; i++)
        {
            Noisy.AsSpan(i * Stride, length).CopyTo(inputs.AsSpan(i * length));
            Noisy.AsSpan(i * Stride + 1, length).CopyTo(targets.AsSpan(i * length));
        }

        return new(inputs, targets, length, length);
    }
}
