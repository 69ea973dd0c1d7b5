using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace ModelGen.CompilerServices;

/// <summary>What a team's threads share.</summary>
internal sealed class WorkerTeamState
{
    private readonly Gate[] _starts;
    private readonly Gate _ends = new();
    private readonly bool _spins;
    private int _jobs;
    private TeamJob? _job;
    private Exception? _failure;
    private volatile bool _stopped;

    public WorkerTeamState(int members)
    {
        _spins = members <= Environment.ProcessorCount;
        _starts = new Gate[members - 1];
        for (int i = 0; i < _starts.Length; i++)
        {
            _starts[i] = new();
        }

        try
        {
            for (int member = 1; member < members; member++)
            {
                int own = member;
                new Thread(() => Work(own)) { IsBackground = true, Name = $"ModelGen training {member}" }.UnsafeStart();
            }
        }
        catch
        {
            Stop();
            throw;
        }
    }

    public void Run(TeamJob job)
    {
        _job = job;
        unchecked
        {
            _jobs++;
        }

        foreach (Gate start in _starts)
        {
            start.Raise();
        }

        RunPart(job, 0);
        _ends.WaitFor(unchecked(_jobs * _starts.Length), _spins);
        _job = null;
        if (Interlocked.Exchange(ref _failure, null) is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Stop()
    {
        _stopped = true;
        foreach (Gate start in _starts)
        {
            start.Raise();
        }
    }

    private void Work(int member)
    {
        for (int job = 1; ; job = unchecked(job + 1))
        {
            _starts[member - 1].WaitFor(job, _spins);
            if (_stopped)
            {
                return;
            }

            RunPart(_job!, member);
            _ends.Raise();
        }
    }

    private void RunPart(TeamJob job, int member)
    {
        try
        {
            job.Run(member);
        }
        catch (Exception failure)
        {
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
    }
}
