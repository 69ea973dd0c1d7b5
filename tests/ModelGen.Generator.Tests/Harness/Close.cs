using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Sdk;

namespace ModelGen.Generator.Tests.Harness;

/// <summary>Compares tensors: the largest difference, relative to the largest expected number or to 1.</summary>
internal static class Close
{
    public static void To(IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, string what)
    {
        if (expected.Count != actual.Count)
        {
            throw new XunitException($"{what}: {expected.Count} numbers expected, {actual.Count} given.");
        }

        double scale = Math.Max(1, expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max());
        for (int i = 0; i < expected.Count; i++)
        {
            bool close = expected[i].Equals(actual[i]) || Math.Abs(expected[i] - actual[i]) <= tolerance * scale;
            if (!close)
            {
                int worst = Enumerable.Range(0, expected.Count).MaxBy(k => double.IsNaN(actual[k]) ? double.PositiveInfinity : Math.Abs(expected[k] - actual[k]));
                throw new XunitException(
                    $"{what}[{worst}]: expected {expected[worst]:R}, got {actual[worst]:R}; difference {Math.Abs(expected[worst] - actual[worst]):E2}, allowed {tolerance * scale:E2}.");
            }
        }
    }

    public static void To(double expected, double actual, double tolerance, string what) => To([expected], [actual], tolerance, what);
}
