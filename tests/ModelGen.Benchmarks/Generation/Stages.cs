using System.Collections.Generic;
using System.Linq;
using Benchmarks.Quick;
using ModelGen.Generator;
using ModelGen.Generator.Declarations;

namespace Benchmarks.Generation;

/// <summary>How long each stage of the generator takes.</summary>
internal static class Stages
{
    /// <summary>The median of each stage in milliseconds, in the order they run.</summary>
    public static IEnumerable<(string Stage, double Milliseconds)> Measure(ModelSpec spec, int runs)
    {
        List<(string Stage, double Start)>[] all = [.. Enumerable.Range(0, runs).Select(_ => Starts(spec))];
        for (int stage = 0; stage < all[0].Count - 1; stage++)
        {
            double[] times = [.. all.Select(starts => (starts[stage + 1].Start - starts[stage].Start) / 1e6).Order()];
            yield return (all[0][stage].Stage, times[runs / 2]);
        }
    }

    /// <summary>When each stage began, and at last the end.</summary>
    private static List<(string Stage, double Start)> Starts(ModelSpec spec)
    {
        List<(string, double)> starts = [];
        new ModelCompiler(spec, stage => starts.Add((stage, Clock.Nanoseconds()))).Compile();
        starts.Add(("end", Clock.Nanoseconds()));
        return starts;
    }
}
