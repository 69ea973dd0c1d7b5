using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Benchmarks.Quick;

/// <summary>
/// Times a step: samples of 0.3 ms in groups of 30 ms. Only those samples count that had the core to themselves, in groups that
/// have the clock at full speed before and after.
/// </summary>
/// <param name="gigahertz">The clock from which on the speed is full.</param>
/// <param name="seconds">The time of the samples that count.</param>
internal sealed class Stepwatch(double gigahertz, double seconds)
{
    private const double SampleNanoseconds = 3e5;
    private const double GroupNanoseconds = 3e7;

    /// <summary>The part of a sample's time for which this process must have computed.</summary>
    private const double OwnPart = 0.98;

    private const double WarmUpNanoseconds = 5e7;
    private const int WarmUpRounds = 10;
    private const int WarmUpPause = 250;

    public Timing Measure<TStep>(TStep step)
        where TStep : struct, IStep => MeasureInTurn([step])[0];

    /// <summary>Times steps in turn, a group of samples of each, so that they share what the machine does meanwhile.</summary>
    public Timing[] MeasureInTurn<TStep>(params TStep[] steps)
        where TStep : struct, IStep
    {
        StepSamples[] samples =
            [.. WarmUp(steps).Select(nanoseconds => new StepSamples(Math.Max(1, (int)(SampleNanoseconds / nanoseconds))))];
        double budget = seconds * 1e9;
        double start = Clock.Nanoseconds();
        while (samples.Any(s => s.Used < budget) && Clock.Nanoseconds() - start < steps.Length * (8 * budget + 3e9))
        {
            bool mayWait = Clock.Nanoseconds() - start < steps.Length * 6 * budget;
            for (int i = 0; i < steps.Length; i++)
            {
                TakeGroup(steps[i], samples[i], mayWait);
            }
        }

        return [.. samples.Select(s => s.ToTiming())];
    }

    /// <param name="mayWait">Whether to leave the group out if the clock is slow before it.</param>
    private void TakeGroup<TStep>(TStep step, StepSamples samples, bool mayWait)
        where TStep : struct, IStep
    {
        bool fastBefore = Clock.Gigahertz() >= gigahertz;
        if (!fastBefore && mayWait)
        {
            samples.Reject();
            return;
        }

        List<(double Nanoseconds, bool Undisturbed)> group = [];
        double groupStart = Clock.Nanoseconds();
        do
        {
            double computedBefore = Clock.ComputingNanoseconds();
            double start = Clock.Nanoseconds();
            Repeat(step, samples.Repeats);
            double taken = Clock.Nanoseconds() - start;
            group.Add((taken, Clock.ComputingNanoseconds() - computedBefore >= OwnPart * taken));
        }
        while (Clock.Nanoseconds() - groupStart < GroupNanoseconds);

        samples.Add(group, fastBefore && Clock.Gigahertz() >= gigahertz);
    }

    /// <summary>The time of each step after many.</summary>
    private static double[] WarmUp<TStep>(TStep[] steps)
        where TStep : struct, IStep
    {
        double[] nanoseconds = new double[steps.Length];
        for (int round = 0; round < WarmUpRounds; round++)
        {
            // Pinned to one core, the runtime's compiler runs only while this thread does not: once to count calls, once more to
            // compile what is called often.
            Thread.Sleep(WarmUpPause);
            for (int i = 0; i < steps.Length; i++)
            {
                long count = 0;
                double start = Clock.Nanoseconds();
                for (; (nanoseconds[i] = Clock.Nanoseconds() - start) < WarmUpNanoseconds; count++)
                {
                    Repeat(steps[i], 1);
                }

                nanoseconds[i] /= count;
            }
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
