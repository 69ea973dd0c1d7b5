using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Benchmarks.Quick;

/// <summary>The time, and how fast this core runs just now.</summary>
internal static class Clock
{
    private static long s_one = 1;
    private static long s_sum;

    /// <summary>Nanoseconds since some moment.</summary>
    public static double Nanoseconds() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    /// <summary>
    /// Nanoseconds that this process has computed for, by all its threads; those that have passed where the system counts too
    /// coarsely. It falls behind when another process gets the core meanwhile.
    /// </summary>
    public static double ComputingNanoseconds() =>
        OperatingSystem.IsWindows() ? Nanoseconds() : Environment.CpuUsage.TotalTime.TotalNanoseconds;

    /// <summary>
    /// The effective clock in GHz, from a few milliseconds of additions of which each waits for the one before: one cycle
    /// each. It halves when the host shares this core with somebody else, which no other figure shows.
    /// </summary>
    public static double Gigahertz()
    {
        const int Rounds = 3_000_000;
        double start = Nanoseconds();
        s_sum = Additions(Rounds, s_one);
        return Rounds * 8.0 / (Nanoseconds() - start);
    }

    // The addend is not a constant, so the compiler cannot make one addition of the eight.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static long Additions(int rounds, long addend)
    {
        long sum = 0;
        for (int i = 0; i < rounds; i++)
        {
            sum += addend;
            sum += addend;
            sum += addend;
            sum += addend;
            sum += addend;
            sum += addend;
            sum += addend;
            sum += addend;
        }

        return sum;
    }
}
