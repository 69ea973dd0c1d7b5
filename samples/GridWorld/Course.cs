using System.Collections.Generic;

namespace Samples.GridWorld;

/// <summary>How a training went: after so many steps in the grid, what the greedy policy earned on average.</summary>
internal sealed class Course
{
    private const int First = 1_000;
    private const double Growth = 1.1;

    private readonly List<(int Steps, double Return)> _points = [];

    public IReadOnlyList<(int Steps, double Return)> Points => _points;

    /// <summary>The policy that was measured last: an action for each cell.</summary>
    public int[] Policy { get; private set; } = [];

    public double Last => _points[^1].Return;

    /// <summary>Whether it is time to measure: after 1,000 steps, and whenever a tenth more have been taken.</summary>
    public bool IsDue(int steps) => steps >= (_points.Count == 0 ? First : Growth * _points[^1].Steps);

    public void Add(int steps, int[] policy)
    {
        Policy = policy;
        _points.Add((steps, Returns.Mean(Returns.Of(policy))));
    }
}
