using System;
using System.ComponentModel;

#if GENERATOR
namespace ModelGen.Generator.Layers;
#else
namespace ModelGen.Numerics;
#endif

/// <summary>
/// What depends on a step's number alone: tables of sines and cosines, computed when generated code first reads them. The compiler has the same file, so that what
/// it knows of a table is what the program computes, to the bit and on every machine.
/// </summary>
#if GENERATOR
internal static class PositionTables
#else
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PositionTables
#endif
{
    /// <summary>
    /// [step, 2i] = sin(step / number^(2i / features)), [step, 2i + 1] the same with the cosine (Vaswani et al. 2017, "Attention is all you need").
    /// </summary>
    /// <param name="steps">1 or more.</param>
    /// <param name="features">1 or more.</param>
    /// <param name="number">1 or more.</param>
    /// <returns>steps · features numbers.</returns>
    public static double[] Sinusoidal(int steps, int features, double number)
    {
        double[] table = new double[steps * features];
        for (int feature = 0; feature < features; feature += 2)
        {
            (double Sine, double Cosine)[] waves = Sinusoids.Of(Sinusoids.Frequency(number, feature, features), steps);
            for (int step = 0; step < steps; step++)
            {
                table[(step * features) + feature] = waves[step].Sine;
                if (feature + 1 < features)
                {
                    table[(step * features) + feature + 1] = waves[step].Cosine;
                }
            }
        }

        return table;
    }

    /// <summary>
    /// [step, i] = [step, i + width / 2] = cos(step / number^(2i / width)): by these angles rotary positions turn the pairs of a head's features (Su et al. 2021,
    /// "RoFormer").
    /// </summary>
    /// <param name="first">The number of the first step; negative for one before the sequence.</param>
    /// <param name="steps">1 or more.</param>
    /// <param name="width">The features of a head, an even number.</param>
    /// <param name="number">1 or more.</param>
    /// <param name="isStepInside">Whether the table is [i, step].</param>
    /// <returns>steps · width numbers.</returns>
    public static double[] RotaryCosines(int first, int steps, int width, double number, bool isStepInside) =>
        Rotary(first, steps, width, number, isStepInside, (_, cosine, _) => cosine);

    /// <summary>[step, i + width / 2] = sin(step / number^(2i / width)), [step, i] = −sin of the same: what the other of a pair is multiplied with.</summary>
    /// <inheritdoc cref="RotaryCosines"/>
    public static double[] RotarySines(int first, int steps, int width, double number, bool isStepInside) =>
        Rotary(first, steps, width, number, isStepInside, (sine, _, isFirstOfPair) => isFirstOfPair ? -sine : sine);

    /// <summary>The nearest floats.</summary>
    public static float[] ToSingle(double[] numbers) => Array.ConvertAll(numbers, n => (float)n);

    private static double[] Rotary(int first, int steps, int width, double number, bool isStepInside, Func<double, double, bool, double> entry)
    {
        double[] table = new double[steps * width];
        for (int pair = 0; pair < width / 2; pair++)
        {
            (double Sine, double Cosine)[] waves = Sinusoids.Of(Sinusoids.Frequency(number, 2 * pair, width), Math.Max(-first, first + steps - 1) + 1);
            for (int step = 0; step < steps; step++)
            {
                (double sine, double cosine) = waves[Math.Abs(first + step)];
                sine = first + step < 0 ? -sine : sine;
                table[At(step, pair)] = entry(sine, cosine, true);
                table[At(step, pair + (width / 2))] = entry(sine, cosine, false);
            }
        }

        return table;

        int At(int step, int feature) => isStepInside ? (feature * steps) + step : (step * width) + feature;
    }
}
