using System;
using ModelGen.Data;
using ModelGen.Numerics;

namespace Samples.Configurable;

/// <summary>Points of sin x on −3 to 3 with noise.</summary>
internal static class CurveData
{
    /// <summary>The standard deviation of the noise; the mean squared error of sin x itself is its square.</summary>
    public const double Noise = 0.1;

    private const double Left = -3;
    private const double Right = 3;

    public static Dataset<float> Make(int count, int seed)
    {
        ModelRandom random = new(seed);
        float[] x = new float[count];
        float[] y = new float[count];
        for (int i = 0; i < count; i++)
        {
            double position = Left + (Right - Left) * i / (count - 1);
            x[i] = (float)position;
            y[i] = (float)(Math.Sin(position) + Noise * random.NextNormal());
        }

        return new(x, y, inputLength: 1, targetLength: 1);
    }
}
