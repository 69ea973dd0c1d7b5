using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Sdk;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Derivatives from function values alone.</summary>
internal static class CentralDifferences
{
    /// <summary>How far from a corner a network must be kept for a step to stay on its side.</summary>
    public const double Margin = 0.02;

    private const double Step = 3e-4;

    /// <summary>Up to that many numbers, each has its slope taken.</summary>
    private const int Few = 20;

    /// <summary>Of more numbers, how many of their own and how many directions have.</summary>
    private const int Alone = 8, Directions = 6;

    /// <summary>The derivative by the difference rule of fourth order: (8 (f(h) − f(−h)) − (f(2h) − f(−2h))) / 12h.</summary>
    public static double[] Gradient(double[] at, Func<double[], double> function)
    {
        var gradient = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double At(double offset)
            {
                double[] moved = [.. at];
                moved[i] += offset;
                return function(moved);
            }

            gradient[i] = ((8 * (At(Step) - At(-Step))) - (At(2 * Step) - At(-2 * Step))) / (12 * Step);
        }

        return gradient;
    }

    /// <summary>Fails unless <paramref name="computed"/> is the gradient of a function.</summary>
    /// <remarks>
    /// Of many numbers some are moved alone, and all of them together along some directions, ±1 / √n for each of n numbers: a single wrong number
    /// shows in every direction, and a large tensor costs no more than a small one.
    /// </remarks>
    /// <param name="unmoved">The places of numbers that have no slope, such as the lengths of sequences; their gradient is 0.</param>
    public static void Check(double[] at, double[] computed, Func<double[], double> function, string what, IReadOnlyCollection<int>? unmoved = null)
    {
        if (computed.Length != at.Length || unmoved?.Any(place => computed[place] != 0) == true)
        {
            throw new XunitException($"{what}: {computed.Length} gradients of {at.Length} numbers: {string.Join(" ", computed)}");
        }

        double[][] directions = [.. DirectionsOf([.. Enumerable.Range(0, at.Length).Except(unmoved ?? [])], at.Length)];
        double[] slopes = [.. directions.Select(d => Derivative(0, t => function([.. at.Select((x, i) => x + (t * d[i]))])))];
        AssertEqual(slopes, [.. directions.Select(d => d.Zip(computed, (a, b) => a * b).Sum())], what);
    }

    public static double Derivative(double at, Func<double, double> function) => Gradient([at], x => function(x[0]))[0];

    /// <summary>Fails unless the relative error is below 1e-7: the largest difference against the largest component.</summary>
    public static void AssertEqual(double[] numeric, double[] computed, string what)
    {
        double scale = numeric.Select(Math.Abs).Append(1e-2).Max();
        double error = numeric.Zip(computed, (n, c) => Math.Abs(n - c)).DefaultIfEmpty().Max() / scale;
        if (!(error < 1e-7) || numeric.Length != computed.Length)
        {
            throw new XunitException($"{what}: relative error {error:E2}.\nby differences: {Print(numeric)}\ncomputed:       {Print(computed)}");
        }

        static string Print(double[] values) => string.Join(" ", values.Select(v => $"{v:G9}"));
    }

    private static IEnumerable<double[]> DirectionsOf(int[] places, int count)
    {
        bool each = places.Length <= Few;
        for (int k = 0; k < (each ? places.Length : Alone); k++)
        {
            var alone = new double[count];
            alone[each ? places[k] : places[(int)((long)k * (places.Length - 1) / (Alone - 1))]] = 1;
            yield return alone;
        }

        Random random = new(count);
        for (int k = 0; k < (each ? 0 : Directions); k++)
        {
            var together = new double[count];
            foreach (int place in places)
            {
                together[place] = (random.Next(2) == 0 ? -1 : 1) / Math.Sqrt(places.Length);
            }

            yield return together;
        }
    }
}
