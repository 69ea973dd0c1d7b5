using System;
using System.Diagnostics;
using System.Threading;

namespace ModelGen.CompilerServices;

/// <summary>A count that one thread waits for and any thread raises: the waiting thread spins a little, then sleeps.</summary>
internal sealed class Gate
{
    // In microseconds. Threads of one step wait for one another about as long; to sleep and be woken takes longer than that.
    private const long SpinTime = 50;

    private static readonly long SpinTicks = Stopwatch.Frequency * SpinTime / 1_000_000;

    private readonly AutoResetEvent _wake = new(false);
    private int _count;
    private int _sleeps;

    /// <summary>Raises the count by one.</summary>
    public void Raise()
    {
        Interlocked.Increment(ref _count);
        if (Interlocked.Exchange(ref _sleeps, 0) == 1)
        {
            _wake.Set();
        }
    }

    /// <summary>Raises the count so far that nobody waits any more: the gate is of no use afterwards.</summary>
    public void Open()
    {
        Interlocked.Add(ref _count, int.MaxValue / 2);
        Raise();
    }

    /// <summary>Returns when the count has come to <paramref name="count"/>; counts go round at the end of <see cref="int"/>.</summary>
    /// <param name="count">What it is at or beyond in the end.</param>
    /// <param name="spins">Whether there is a processor to spare for waiting.</param>
    public void WaitFor(int count, bool spins)
    {
        long end = Stopwatch.GetTimestamp() + (spins ? SpinTicks : 0);
        do
        {
            if (IsAt(count))
            {
                return;
            }

            Thread.SpinWait(8);
        }
        while (Stopwatch.GetTimestamp() < end);

        while (!IsAt(count))
        {
            // Whoever raises the count after this sees that the thread sleeps; a raise before it is seen here. Who takes the 1 back answers for the event.
            Interlocked.Exchange(ref _sleeps, 1);
            if (IsAt(count) && Interlocked.Exchange(ref _sleeps, 0) == 1)
            {
                return;
            }

            _wake.WaitOne();
        }
    }

    private bool IsAt(int count) => unchecked(Volatile.Read(ref _count) - count) >= 0;
}
