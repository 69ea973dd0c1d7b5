using System;
using System.Numerics;
using ModelGen.Numerics;

namespace ModelGen.Testing;

/// <summary>
/// How far the order of sums may lead numbers: as far as the same loops lead with parameters and inputs that are off by what a sum of the model's length may lose. So what
/// cancels, divides by little or stands at a corner has its own measure.
/// </summary>
internal static class Rounding
{
    /// <summary>A reference run with other last digits.</summary>
    public const int Runs = 3;

    // Roundings of several layers meet, and the runs are a few samples of what may come.
    private const double Safety = 16;

    /// <summary>The relative error of a sum, as likely as not to be exceeded: the roundings of its terms go to both sides.</summary>
    public static double OfSum<T>(long terms)
        where T : unmanaged, IFloatingPointIeee754<T> => UnitOf<T>() * (1 + Math.Sqrt(terms));

    /// <summary>Numbers that are off: each by its own share of <paramref name="size"/>, and all by one.</summary>
    public static T[] Blur<T>(ReadOnlySpan<T> values, double size, ref ModelRandom random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double common = Sign(ref random) * size;
        T[] blurred = values.ToArray();
        foreach (ref T value in blurred.AsSpan())
        {
            value *= T.CreateTruncating(1 + common + (size * ((2 * random.NextDouble()) - 1)));
        }

        return blurred;
    }

    /// <summary>The same error for all numbers of a tensor: what the farthest of the runs is off, and the digits that a number of its size has.</summary>
    public static double Allowed<T>(T[] expected, T[][] runs, Range part)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ReadOnlySpan<T> numbers = expected.AsSpan(part);
        double farthest = 0, largest = typeof(T) == typeof(double) ? 1e-290 : 1e-30;
        foreach (T[] run in runs)
        {
            ReadOnlySpan<T> others = run.AsSpan(part);
            for (int i = 0; i < numbers.Length; i++)
            {
                farthest = Math.Max(farthest, Distance(numbers[i], others[i]));
                largest = double.IsFinite(double.CreateTruncating(numbers[i])) ? Math.Max(largest, Math.Abs(double.CreateTruncating(numbers[i]))) : largest;
            }
        }

        return Safety * (farthest + (UnitOf<T>() * largest));
    }

    /// <summary>Numbers that are off by a rounding, all to one side.</summary>
    public static T[] Shift<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] shifted = values.ToArray();
        foreach (ref T value in shifted.AsSpan())
        {
            value += value * T.CreateTruncating(2 * UnitOf<T>());
        }

        return shifted;
    }

    /// <summary>How far a factor that clips all gradients together may be off, at most a thousandth: terms that are equal, clipped before, are all rounded to one side.</summary>
    public static double OfNorm<T>(int terms)
        where T : unmanaged, IFloatingPointIeee754<T> => Math.Min(terms * UnitOf<T>(), 1e-3);

    /// <summary>
    /// What is allowed for each number that a step changes: a rounding of what it was and of its change, which may cancel; as far as the step leads where one of the
    /// numbers that it takes after the other is off by a rounding; and the farthest of where the gradients may lead.
    /// </summary>
    public static double[] Allowed<T>(T[] before, T[] expected, T[][] shifted, T[][] gradients, double norm)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] allowed = new double[expected.Length];
        for (int i = 0; i < allowed.Length; i++)
        {
            double size = Math.Abs(double.CreateTruncating(before[i])) + Distance(before[i], expected[i]), rounding = UnitOf<T>() * size, farthest = norm * size;
            foreach (T[] run in shifted)
            {
                rounding += Distance(expected[i], run[i]);
            }

            foreach (T[] run in gradients)
            {
                farthest = Math.Max(farthest, Distance(expected[i], run[i]));
            }

            // What a denormal loses is no relative error.
            allowed[i] = (Safety * rounding) + (2 * farthest) + (typeof(T) == typeof(double) ? 1e-300 : 1e-36);
        }

        return allowed;
    }

    private static double Sign(ref ModelRandom random) => random.NextDouble() < 0.5 ? -1 : 1;

    // Functions of the library are good to a few units.
    private static double UnitOf<T>() => typeof(T) == typeof(double) ? 2.3e-16 : 1.2e-7;

    private static double Distance<T>(T a, T b)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double distance = Math.Abs(double.CreateTruncating(a) - double.CreateTruncating(b));
        return double.IsNaN(distance) ? 0 : distance;
    }
}
