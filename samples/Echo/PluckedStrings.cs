using System;
using ModelGen.Numerics;

namespace Samples.Echo;

/// <summary>Sound to play: plucked strings of random pitch and strength at random times.</summary>
/// <remarks>
/// K. Karplus and A. Strong, "Digital synthesis of plucked-string and drum timbres" (Computer Music Journal 7, 1983): a ring of noise,
/// as long as a period, in which a sample that has been played becomes the mean of itself and its neighbour, here a little less.
/// </remarks>
internal static class PluckedStrings
{
    /// <summary>Samples a second.</summary>
    public const int SampleRate = 48_000;

    /// <summary>A sound of its own for each seed, between −1 and 1.</summary>
    /// <param name="length">Its samples.</param>
    /// <param name="spacing">The samples between two strings, on average.</param>
    /// <param name="random">What it is drawn from.</param>
    public static float[] Play(int length, int spacing, ref ModelRandom random)
    {
        float[] sound = new float[length];
        for (int start = 0; start < length; start += 1 + random.NextInt32(2 * spacing))
        {
            // From E2 on, four octaves, evenly by pitch; from soft to strong.
            double pitch = 82.4 * Math.Pow(2, 4 * random.NextDouble());
            double strength = Math.Pow(10, -1.5 * random.NextDouble());
            Pluck(sound.AsSpan(start), (int)(SampleRate / pitch), strength, ref random);
        }

        for (int t = 0; t < length; t++)
        {
            sound[t] = Math.Clamp(sound[t], -1, 1);
        }

        return sound;
    }

    private static void Pluck(Span<float> sound, int period, double strength, ref ModelRandom random)
    {
        float[] ring = new float[period];
        for (int i = 0; i < period; i++)
        {
            ring[i] = (float)(strength * (2 * random.NextDouble() - 1));
        }

        int at = 0;
        for (int t = 0; t < sound.Length; t++)
        {
            int next = at + 1 == period ? 0 : at + 1;
            sound[t] += ring[at];
            ring[at] = 0.498f * (ring[at] + ring[next]);
            at = next;
        }
    }
}
