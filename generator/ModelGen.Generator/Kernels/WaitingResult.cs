using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// A costly result of one sweep that later ones want again, as the exponentials of a softmax: it waits where a result of the last of them,
/// or of one after it, goes, and is not computed twice.
/// </summary>
/// <param name="Place">The result whose place it is in.</param>
/// <param name="From">The sweep that computes it.</param>
/// <param name="Until">The last one that reads it.</param>
internal sealed record WaitingResult(Value Value, Value Place, int From, int Until)
{
    // Operations that cost no more than a store and a load.
    private const int MostComputedAgain = 2;

    /// <summary>The last results first: what is made of others then needs them no more.</summary>
    public static IReadOnlyList<WaitingResult> Of(SweptKernel kernel)
    {
        HashSet<Value> read = [.. kernel.Step.Loaded.Select(i => i.Place)];
        (Value Value, int Sweep)[] places =
        [
            .. kernel.Sweeps.SelectMany((ops, s) => ops.SelectMany(op => op.Outputs)
                .Where(o => kernel.Step.Stored.Contains(o) && o.Shape == kernel.Domain.Full && !read.Contains(o.Place))
                .Select(o => (o, s))),
        ];

        List<WaitingResult> waiting = [];
        for (int from = kernel.Sweeps.Count - 2; from >= 0; from--)
        {
            foreach (MapOp map in kernel.Sweeps[from].OfType<MapOp>().Where(m => IsCostly(m) && !kernel.IsRowNumber(m.Output)).Reverse())
            {
                SweptKernel known = kernel with { Waiting = [.. waiting] };
                int until = Enumerable.Range(from + 1, kernel.Sweeps.Count - from - 1).LastOrDefault(s => known.MapsOf(s).Contains(map));
                Value? place = places.FirstOrDefault(p =>
                    p.Sweep >= until && waiting.All(w => w.Place != p.Value || w.Until <= from || w.From >= until)).Value;
                if (until > 0 && place is not null)
                {
                    waiting.Add(new WaitingResult(map.Output, place, from, until));
                }
            }
        }

        return waiting;
    }

    private static bool IsCostly(MapOp map) => map.Outputs.Count == 1 && EpilogueWork.Of([map]) > MostComputedAgain;
}
