using System;

namespace Benchmarks.Workloads;

/// <summary>Numbers to compute with; which ones does not matter, only that they are ordinary.</summary>
internal static class Numbers
{
    /// <summary>Evenly spread from 0 to 1.</summary>
    public static float[] Uniform(int count, int seed)
    {
        Random random = new(seed);
        float[] numbers = new float[count];
        foreach (ref float number in numbers.AsSpan())
        {
            number = random.NextSingle();
        }

        return numbers;
    }

    /// <summary>Classes from 0 up to <paramref name="classes"/>.</summary>
    public static int[] Classes(int count, int classes, int seed)
    {
        Random random = new(seed);
        int[] numbers = new int[count];
        foreach (ref int number in numbers.AsSpan())
        {
            number = random.Next(classes);
        }

        return numbers;
    }

    /// <summary>Rows of zeros with a 1 at a place drawn for each: what a classifier is to say.</summary>
    public static float[] OneHot(int count, int classes, int seed)
    {
        float[] numbers = new float[count * classes];
        int row = 0;
        foreach (int index in Classes(count, classes, seed))
        {
            numbers[(row++ * classes) + index] = 1;
        }

        return numbers;
    }
}
