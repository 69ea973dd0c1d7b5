using System;
using System.Threading;
using ModelGen.Generator.Declarations;

namespace ModelGen.Generator;

/// <summary>
/// A model on its way to C#. The driver asks for one result after the other; jobs started before let the cores share a project's models.
/// Whoever comes first does the work, so the driver's thread never waits for a job that a busy thread pool has not begun.
/// </summary>
internal sealed class CompilationJob : IEquatable<CompilationJob>
{
    private readonly Lazy<CompilationResult> _result;

    private CompilationJob(ModelSpec spec) => _result = new Lazy<CompilationResult>(() => CompilationResult.Of(spec));

    /// <summary>Does the work now, or waits for whoever is at it.</summary>
    public CompilationResult Result => _result.Value;

    /// <param name="spec">A model without faults.</param>
    /// <param name="cancellation">Spares the work that nobody has begun when the driver's run is given up.</param>
    public static CompilationJob Start(ModelSpec spec, CancellationToken cancellation)
    {
        CompilationJob job = new(spec);
        ThreadPool.QueueUserWorkItem(_ =>
        {
            if (!cancellation.IsCancellationRequested)
            {
                _ = job.Result;
            }
        });
        return job;
    }

    public bool Equals(CompilationJob? other) => other is not null && (ReferenceEquals(this, other) || Result.Equals(other.Result));

    public override bool Equals(object? obj) => Equals(obj as CompilationJob);

    public override int GetHashCode() => Result.GetHashCode();
}
