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

    private const double WarmUpNanoseconds = 5e7;
    private const int WarmUpRounds = 10;
    private const int WarmUpPause = 250;

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
        double nanoseconds = 0;
        for (int round = 0; round < WarmUpRounds; round++)
        {
            // Pinned to one core, the runtime's compiler runs only while this thread does not: once to count calls, once more to compile what is called often.
            Thread.Sleep(WarmUpPause);
            long count = 0;
            double start = Clock.Nanoseconds();
            for (; (nanoseconds = Clock.Nanoseconds() - start) < WarmUpNanoseconds; count++)
            {
                Repeat(step, 1);
            }

            nanoseconds /= count;
        }

        return nanoseconds;
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
