using System.Collections.Generic;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>Neighbouring blocks of columns that one call runs: equally many columns, and alike to the borders.</summary>
/// <param name="Columns">How many columns a block holds.</param>
/// <param name="First">The first column.</param>
/// <param name="End">Behind the last.</param>
/// <param name="Before">The columns before the block that matter for what reaches over the first border; null if that is far.</param>
/// <param name="After">The same of the last border.</param>
internal sealed record ColumnRun(int Columns, int First, int End, int? Before, int? After)
{
    /// <summary>Cuts columns into runs.</summary>
    /// <param name="extent">All columns.</param>
    /// <param name="columns">The columns of a block.</param>
    /// <param name="reach">How far terms reach over the borders.</param>
    public static IReadOnlyList<ColumnRun> Of(int extent, int columns, (int Before, int After) reach)
    {
        List<ColumnRun> runs = [];
        int first = 0;
        foreach ((int size, int count) in Sizes(extent, columns, reach.After))
        {
            int behind = first + (count * size);
            while (first < behind)
            {
                int left = extent - first - size;
                int? before = first < reach.Before ? first : null, after = left < reach.After ? left : null;

                // Far from both borders, all up to the last border are alike.
                int alike = before is null && after is null ? System.Math.Min((behind - first) / size, (extent - reach.After - first) / size) : 1;
                Add(new ColumnRun(size, first, first + (alike * size), before, after));
                first += alike * size;
            }
        }

        return runs;

        void Add(ColumnRun run)
        {
            if (runs.Count > 0 && runs[runs.Count - 1] is var last && (last.Columns, last.Before, last.After) == (run.Columns, run.Before, run.After))
            {
                runs[runs.Count - 1] = last with { End = run.End };
            }
            else
            {
                runs.Add(run);
            }
        }
    }

    /// <summary>
    /// Full blocks and the rest, each with how many there are; what reaches over the last border shall not reach beyond the last block, where that is possible.
    /// </summary>
    private static (int Size, int Count)[] Sizes(int extent, int columns, int after)
    {
        int full = extent / columns, rest = extent % columns, missing = System.Math.Min(after, columns) - rest;
        return rest == 0 ? [(columns, full)]
            : missing > 0 && full > 0 && missing < columns ? [(columns, full - 1), (columns - missing, 1), (rest + missing, 1)]
            : [(columns, full), (rest, 1)];
    }
}
