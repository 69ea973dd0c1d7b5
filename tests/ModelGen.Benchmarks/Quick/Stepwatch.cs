using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Benchmarks.Quick;

/// <summary>
/// Times a step: samples of 0.3 ms in groups of 30 ms, of which only those count that have the clock at full speed before
/// and after.
/// </summary>
/// <param name="gigahertz">The clock from which on the speed is full.</param>
/// <param name="seconds">The time of the groups that count.</param>
internal sealed class Stepwatch(double gigahertz, double seconds)
{
    private const double SampleNanoseconds = 3e5;
    private const double GroupNanoseconds = 3e7;

    // Long enough for the runtime to compile every method it counts calls of once more.
    private const double WarmUpNanoseconds = 5e8;

    public Timing Measure<TStep>(TStep step)
        where TStep : struct, IStep
    {
        int repeats = Math.Max(1, (int)(SampleNanoseconds / WarmUp(step)));
        List<double> accepted = [];
        List<double> all = [];
        int rejected = 0;
        double used = 0;
        double budget = seconds * 1e9;
        double start = Clock.Nanoseconds();
        while (used < budget && Clock.Nanoseconds() - start < 8 * budget + 3e9)
        {
            bool fastBefore = Clock.Gigahertz() >= gigahertz;
            if (!fastBefore && Clock.Nanoseconds() - start < 6 * budget)
            {
                rejected++;
                continue;
            }

            int first = all.Count;
            double groupStart = Clock.Nanoseconds();
            do
            {
                double sampleStart = Clock.Nanoseconds();
                Repeat(step, repeats);
                all.Add((Clock.Nanoseconds() - sampleStart) / repeats);
            }
            while (Clock.Nanoseconds() - groupStart < GroupNanoseconds);

            double taken = Clock.Nanoseconds() - groupStart;
            if (fastBefore && Clock.Gigahertz() >= gigahertz)
            {
                accepted.AddRange(all[first..]);
                used += taken;
            }
            else
            {
                rejected++;
            }
        }

        bool gated = accepted.Count > 0;
        List<double> counted = gated ? accepted : all;
        counted.Sort();
        return new(counted[counted.Count / 2], counted[counted.Count / 10], counted.Count, rejected, gated);
    }

    /// <summary>The time of one step after many.</summary>
    private static double WarmUp<TStep>(TStep step)
        where TStep : struct, IStep
    {
        long count = 0;
        double start = Clock.Nanoseconds();
        double half = 0;
        long countAtHalf = 0;
        while (Clock.Nanoseconds() - start is var elapsed && elapsed < WarmUpNanoseconds)
        {
            if (half == 0 && elapsed > WarmUpNanoseconds / 2)
            {
                // Pinned to one core, the runtime's compiler runs only while this thread does not.
                Thread.Sleep(100);
                half = Clock.Nanoseconds() - start;
                countAtHalf = count;
            }

            Repeat(step, 1);
            count++;
        }

        return (Clock.Nanoseconds() - start - half) / (count - countAtHalf);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Repeat<TStep>(TStep step, int count)
        where TStep : struct, IStep
    {
        for (int i = 0; i < count; i++)
        {
            step.Run();
        }
    }
}
