using System;
using ModelGen.Data;

namespace ModelGen.Tests.Training;

/// <summary>Data that a <see cref="Line"/> can learn exactly.</summary>
internal static class Samples
{
    /// <summary>y = 2 x₀ − 3 x₁ + 1 on a grid without repetition; x₀ is the example's number over <paramref name="count"/>.</summary>
    public static Dataset<double> OfLine(int count)
    {
        double[] inputs = new double[2 * count];
        double[] targets = new double[count];
        for (int i = 0; i < count; i++)
        {
            inputs[2 * i] = (double)i / count;
            inputs[2 * i + 1] = (double)(i * 7 % count) / count;
            targets[i] = 2 * inputs[2 * i] - 3 * inputs[2 * i + 1] + 1;
        }

        return new(inputs, targets, inputLength: 2, targetLength: 1);
    }

    /// <summary>The number that <see cref="OfLine"/> gave an example, from its x₀.</summary>
    public static int NumberOf(double x, int count) => (int)Math.Round(x * count);
}
