using System.Collections.Generic;

namespace Benchmarks.Quick;

/// <summary>The samples of one step while it is measured.</summary>
/// <param name="repeats">How often a sample runs the step.</param>
internal sealed class StepSamples(int repeats)
{
    private readonly List<double> _accepted = [];
    private readonly List<double> _all = [];
    private int _rejected;

    public int Repeats => repeats;

    /// <summary>The nanoseconds of the samples that count.</summary>
    public double Used { get; private set; }

    /// <summary>Adds a group's samples; the undisturbed ones count if the group had the clock at full speed.</summary>
    public void Add(List<(double Nanoseconds, bool Undisturbed)> group, bool atFullClock)
    {
        int before = _accepted.Count;
        foreach ((double nanoseconds, bool undisturbed) in group)
        {
            _all.Add(nanoseconds / repeats);
            if (atFullClock && undisturbed)
            {
                _accepted.Add(nanoseconds / repeats);
                Used += nanoseconds;
            }
        }

        if (_accepted.Count == before)
        {
            Reject();
        }
    }

    /// <summary>Counts a group that was not taken at all.</summary>
    public void Reject() => _rejected++;

    public Timing ToTiming()
    {
        bool gated = _accepted.Count > 0;
        List<double> counted = gated ? _accepted : _all;
        counted.Sort();
        return new(counted[counted.Count / 2], counted[counted.Count / 10], counted.Count, _rejected, gated);
    }
}
