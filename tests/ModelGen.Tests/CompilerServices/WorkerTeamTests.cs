using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using ModelGen.CompilerServices;
using Xunit;

namespace ModelGen.Tests.CompilerServices;

public sealed class WorkerTeamTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void EveryMemberRunsOncePerJob(int members)
    {
        WorkerTeam team = new(members);
        Counting job = new(members);
        for (int i = 1; i <= 500; i++)
        {
            team.Run(job);
            Assert.All(job.Counts, count => Assert.Equal(i, count));
            if (i % 100 == 0)
            {
                Thread.Sleep(1);
            }
        }

        Assert.Equal(members, job.Threads.Distinct().Count());
        Assert.Equal(Environment.CurrentManagedThreadId, job.Threads[0]);
        team.Stop();
        Assert.All(job.Workers, worker => Assert.True(worker!.Join(TimeSpan.FromSeconds(30))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void WhatAMemberThrowsReachesTheCallerAfterAllHaveEnded(int member)
    {
        WorkerTeam team = new(3);
        Counting job = new(3) { Failing = member };
        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => team.Run(job));
        Assert.Equal($"member {member}", failure.Message);
        Assert.All(job.Counts, count => Assert.Equal(1, count));
        job.Failing = -1;
        team.Run(job);
        Assert.All(job.Counts, count => Assert.Equal(2, count));
        team.Stop();
    }

    [Fact]
    public void TheThreadsOfATeamThatNobodyHoldsEnd()
    {
        Thread worker = UseAndDrop();
        for (int i = 0; i < 100 && worker.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            worker.Join(TimeSpan.FromMilliseconds(300));
        }

        Assert.False(worker.IsAlive);
    }

    [Fact]
    public void AJobAllocatesNothing()
    {
        WorkerTeam team = new(2);
        Counting job = new(2) { MeasuresBytes = true };
        team.Run(job);
        long[] workerBytes = [.. job.Bytes];
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            team.Run(job);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(workerBytes[1], job.Bytes[1]);
        team.Stop();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Thread UseAndDrop()
    {
        Counting job = new(2);
        new WorkerTeam(2).Run(job);
        return job.Workers[0]!;
    }

    private sealed class Counting(int members) : TeamJob
    {
        public int[] Counts { get; } = new int[members];

        public int[] Threads { get; } = new int[members];

        /// <summary>The members' threads but for the caller's.</summary>
        public Thread?[] Workers { get; } = new Thread?[members - 1];

        public long[] Bytes { get; } = new long[members];

        public bool MeasuresBytes { get; init; }

        public int Failing { get; set; } = -1;

        public override void Run(int member)
        {
            Counts[member]++;
            Threads[member] = Environment.CurrentManagedThreadId;
            if (member > 0)
            {
                Workers[member - 1] = Thread.CurrentThread;
            }

            if (MeasuresBytes)
            {
                Bytes[member] = GC.GetAllocatedBytesForCurrentThread();
            }

            if (member == Failing)
            {
                throw new InvalidOperationException($"member {member}");
            }
        }
    }
}
