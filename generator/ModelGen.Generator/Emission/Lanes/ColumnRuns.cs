using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Kernels.Lanes;

namespace ModelGen.Generator.Emission.Lanes;

/// <summary>The runs of columns of a kernel, alike at all widths: blocks B, then the rest in a block R.</summary>
/// <param name="Runs">The block's letter, where the run begins and ends, and a run of that kind.</param>
/// <param name="Blocks">The columns of B at each width.</param>
/// <param name="Rests">The columns of R at each width, those of B where nothing is left over.</param>
internal sealed record ColumnRuns(IReadOnlyList<(string Block, string First, string End, ColumnRun Run)> Runs, IReadOnlyList<int> Blocks, IReadOnlyList<int> Rests)
{
    /// <summary>Whether there is a block for the rest.</summary>
    public bool HasRest => Runs.Any(r => r.Block == "R");

    /// <summary>One text for all widths; null where they differ in more than the size of blocks.</summary>
    /// <param name="widths">The runs at each width.</param>
    /// <param name="extent">All columns.</param>
    public static ColumnRuns? Of(IReadOnlyList<IReadOnlyList<ColumnRun>> widths, int extent)
    {
        int[] blocks = [.. widths.Select(w => w[0].Columns)], rests = [.. widths.Select(w => w[w.Count - 1].Columns)];
        IReadOnlyList<ColumnRun> longest = widths.OrderByDescending(w => w.Count).First();
        List<IReadOnlyList<ColumnRun>> cut = [];
        foreach (IReadOnlyList<ColumnRun> runs in widths)
        {
            // Where blocks leave no rest, the last of them stands for it.
            IReadOnlyList<ColumnRun> all = runs.Count == longest.Count - 1 && runs[runs.Count - 1] is var last
                ? [.. runs.Take(runs.Count - 1), last with { End = last.End - last.Columns }, last with { First = last.End - last.Columns }]
                : runs;
            if (all.Count != longest.Count || all.Where((r, k) => (r.Before, r.After) != (longest[k].Before, longest[k].After)).Any())
            {
                return null;
            }

            cut.Add(all);
        }

        bool[] isRest = [.. Enumerable.Range(0, longest.Count).Select(k => cut.Any(c => c[k].Columns != c[0].Columns))];
        if (cut.Any(c => c.Where((r, k) => r.Columns != c[isRest[k] ? c.Count - 1 : 0].Columns).Any()))
        {
            return null;
        }

        string?[] ends = [.. Enumerable.Range(0, longest.Count).Select(k => EndOf([.. cut.Select(c => c[k].End)]))];
        return ends.Contains(null) ? null
            : new ColumnRuns([.. longest.Select((r, k) => (isRest[k] ? "R" : "B", k == 0 ? "0" : ends[k - 1]!, ends[k]!, r))], blocks, rests);

        string? EndOf(int[] ends) =>
            ends.Distinct().Count() == 1 ? $"{ends[0]}"
            : ends.SequenceEqual(blocks) ? "B.Columns"
            : ends.SequenceEqual(rests.Select(r => extent - r)) ? $"{extent} - {(isRest.Any(r => r) ? "R" : "B")}.Columns"
            : null;
    }
}
