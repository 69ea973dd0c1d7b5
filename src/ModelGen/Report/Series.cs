using System;
using System.Collections.Generic;
using System.Linq;

namespace ModelGen.Report;

/// <summary>A number for each epoch. Where it is not finite, the curve has a gap.</summary>
/// <param name="Name">What the numbers are.</param>
/// <param name="Style">The class that gives the curve its colour.</param>
/// <param name="Values">The first is that of epoch 1.</param>
internal sealed record Series(string Name, string Style, double[] Values)
{
    /// <summary>Twice as many points at most; more would not show.</summary>
    private const int Buckets = 250;

    public IEnumerable<double> Finite => Values.Where(double.IsFinite);

    /// <summary>
    /// The points to draw in runs without gaps: all of them, or of many the lowest and the highest of each few, so that no peak is lost, and the last.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<(int Epoch, double Value)>> Runs()
    {
        List<List<(int, double)>> runs = [];
        bool inRun = false;
        foreach (int epoch in Epochs())
        {
            double value = epoch == 0 ? double.NaN : Values[epoch - 1];
            if (!double.IsFinite(value))
            {
                inRun = false;
                continue;
            }

            if (!inRun)
            {
                runs.Add([]);
                inRun = true;
            }

            runs[^1].Add((epoch, value));
        }

        return runs;
    }

    /// <summary>The numbers of epochs, 0 for a gap.</summary>
    private IEnumerable<int> Epochs()
    {
        int count = Values.Length;
        if (count <= 2 * Buckets)
        {
            return Enumerable.Range(1, count);
        }

        List<int> epochs = [];
        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            int start = (int)((long)count * bucket / Buckets);
            int end = (int)((long)count * (bucket + 1) / Buckets);
            int[] finite = [.. Enumerable.Range(start, end - start).Where(i => double.IsFinite(Values[i]))];
            if (finite.Length == 0)
            {
                epochs.Add(0);
                continue;
            }

            int lowest = finite.MinBy(i => Values[i]);
            int highest = finite.MaxBy(i => Values[i]);
            epochs.AddRange(((int[])[Math.Min(lowest, highest), Math.Max(lowest, highest)]).Distinct().Select(i => i + 1));
        }

        if (epochs[^1] != count)
        {
            epochs.Add(count);
        }

        return epochs;
    }
}
