using System;

#if GENERATOR
namespace ModelGen.Generator.Layers;
#else
namespace ModelGen.Numerics;
#endif

/// <summary>Sines and cosines of step · base^(−exponent), in decimal arithmetic: the same digits on every host, where Math.Sin may differ in the last one.</summary>
internal static class Sinusoids
{
    /// <summary>ln 2 to the digits that a decimal has.</summary>
    private const decimal Ln2 = 0.6931471805599453094172321215m;

    /// <summary>Of steps 0, 1, …, by the addition theorem from the first: 28 digits lose none that a double has.</summary>
    /// <param name="frequency">The angle of step 1, from 0 to 1.</param>
    /// <param name="steps">How many.</param>
    public static (double Sine, double Cosine)[] Of(decimal frequency, int steps)
    {
        (decimal sineOfOne, decimal cosineOfOne) = AtSmall(frequency);
        decimal sine = 0, cosine = 1;
        (double, double)[] all = new (double, double)[steps];
        for (int step = 0; step < steps; step++)
        {
            all[step] = (Rounded(sine), Rounded(cosine));
            (sine, cosine) = ((sine * cosineOfOne) + (cosine * sineOfOne), (cosine * cosineOfOne) - (sine * sineOfOne));
        }

        return all;
    }

    /// <summary>number^(−numerator / denominator), for a number of 1 or more.</summary>
    public static decimal Frequency(double number, int numerator, int denominator) => ExpOfNegative(Log(number) * numerator / denominator);

    private static decimal Log(double number)
    {
        // number = mantissa · 2^exponent with a mantissa from 1 to 2.
        long bits = BitConverter.DoubleToInt64Bits(number);
        int exponent = (int)(bits >> 52) - 1023;
        decimal mantissa = 1 + ((bits & 0xFFFFFFFFFFFFF) / (decimal)(1L << 52));

        // ln m = 2 · (z + z³ / 3 + z⁵ / 5 + …), z = (m − 1) / (m + 1).
        decimal z = (mantissa - 1) / (mantissa + 1), power = z, sum = 0;
        for (int n = 1; power != 0; n += 2)
        {
            sum += power / n;
            power *= z * z;
        }

        return (2 * sum) + (exponent * Ln2);
    }

    /// <summary>e^(−x) for x of 0 or more; 0 where a decimal has no digits for it.</summary>
    private static decimal ExpOfNegative(decimal x)
    {
        int halvings = (int)(x / Ln2);
        decimal rest = x - (halvings * Ln2), term = 1, sum = 0;
        for (int n = 1; term != 0; n++)
        {
            sum += term;
            term *= -rest / n;
        }

        for (int n = 0; n < halvings && sum != 0; n++)
        {
            sum /= 2;
        }

        return sum;
    }

    private static (decimal Sine, decimal Cosine) AtSmall(decimal x)
    {
        decimal sine = 0, cosine = 0, term = 1;
        for (int n = 0; term != 0; n += 2)
        {
            cosine += term;
            term *= x / (n + 1);
            sine += term;
            term *= -x / (n + 2);
        }

        return (sine, cosine);
    }

    /// <summary>The nearest double; by way of an integer, for how a decimal is converted differs between runtimes.</summary>
    private static double Rounded(decimal number) => (long)decimal.Round(number * (1L << 62)) / (double)(1L << 62);
}
