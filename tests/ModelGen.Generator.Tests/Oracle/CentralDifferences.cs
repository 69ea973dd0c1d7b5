using System;
using System.Linq;
using Xunit.Sdk;

namespace ModelGen.Generator.Tests.Oracle;

/// <summary>Derivatives from function values alone.</summary>
internal static class CentralDifferences
{
    /// <summary>How far from a corner a network must be kept for a step to stay on its side.</summary>
    public const double Margin = 0.02;

    private const double Step = 3e-4;

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
}
