using System.Threading;

namespace ModelGen.CompilerServices;

/// <summary>
/// Threads that wait for jobs. They end with <see cref="Stop"/>, or when nobody holds the team any more: what they hold themselves is its
/// <see cref="WorkerTeamState"/> alone.
/// </summary>
internal sealed class WorkerTeam
{
    // Null when the threads could not be made and the finaliser of what is left runs.
    private readonly WorkerTeamState? _state;

    /// <param name="members">How many threads run a job, the caller's among them: 2 or more.</param>
    public WorkerTeam(int members) => _state = new(members);

    ~WorkerTeam() => _state?.Stop();

    /// <summary>Runs every member's part of a job, the first on this thread; returns when all have ended. Allocates nothing.</summary>
    /// <exception cref="System.Exception">What the first part that failed has thrown.</exception>
    public void Run(TeamJob job)
    {
        _state!.Run(job);
        System.GC.KeepAlive(this);
    }

    /// <summary>Lets the threads end.</summary>
    public void Stop()
    {
        System.GC.SuppressFinalize(this);
        _state!.Stop();
    }
}

/// <summary>Work in as many parts as a team has members.</summary>
internal abstract class TeamJob
{
    /// <param name="member">0 for the caller's thread.</param>
    public abstract void Run(int member);
}
