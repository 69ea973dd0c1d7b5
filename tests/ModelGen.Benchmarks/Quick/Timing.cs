using System;

namespace Benchmarks.Quick;

/// <summary>The times of one step in nanoseconds.</summary>
/// <param name="Median">Half of the samples took less.</param>
/// <param name="Fast">A tenth of the samples took less.</param>
/// <param name="Samples">The samples that count.</param>
/// <param name="RejectedGroups">The groups of samples left out because the clock was slow before or after, or others had the core.</param>
/// <param name="Gated">Whether any sample was taken undisturbed at full clock; otherwise the samples are all.</param>
internal sealed record Timing(double Median, double Fast, int Samples, int RejectedGroups, bool Gated)
{
    /// <summary>The figures after the metric's name in a line of output.</summary>
    public override string ToString()
        => FormattableString.Invariant($"{Median:F1} p10={Fast:F1} n={Samples} rejected_groups={RejectedGroups}")
            + (Gated ? "" : " UNGATED");
}
