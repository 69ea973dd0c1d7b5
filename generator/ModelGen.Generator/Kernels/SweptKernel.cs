using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Kernels;

/// <summary>Maps and reductions over the same rows, in loops along them: one text for all widths, generic over the block that it works on.</summary>
/// <param name="Sweeps">The ops in order, cut where a reduction over a row must be complete.</param>
internal abstract record SweptKernel(Step Step, RegionDomain Domain, EquatableArray<EquatableArray<Op>> Sweeps) : Kernel(Step)
{
    // The JIT inlines some 490 calls into a method: one for each operation of a block, and those of a function for each of its vectors.
    private const int MostOperations = 420;

    /// <summary>What is not computed again in a later sweep.</summary>
    public EquatableArray<WaitingResult> Waiting { get; init; } = [];

    /// <summary>The sum over all positions that the kernel returns, if any.</summary>
    public ReduceOp? Total => Sweeps.SelectMany(s => s).OfType<ReduceOp>().FirstOrDefault(r => r.Result.Shape.Rank == 0);

    /// <summary>Whether a value is one number for each row, beside rows of more.</summary>
    public bool IsRowNumber(Value value) => value.Shape != Domain.Full && Domain.Of(value.Shape) == Extent.PerRow;

    /// <summary>The Maps that a sweep runs: its own, and those of sweeps before whose results it wants and nobody stored.</summary>
    public IReadOnlyList<MapOp> MapsOf(int sweep)
    {
        EquatableArray<Op> ops = Sweeps[sweep];
        HashSet<Value> wanted = [.. ops.OfType<ReduceOp>().Select(r => r.Source.Storage)];
        wanted.UnionWith(ops.SelectMany(op => op.Outputs).Where(o => Step.Stored.Contains(o)));
        wanted.UnionWith(Waiting.Where(w => w.From == sweep).Select(w => w.Value));
        Op[] before = [.. Sweeps.Take(sweep).SelectMany(s => s)];
        HashSet<Value> stored = [.. before.SelectMany(op => op.Outputs).Where(o => Step.Stored.Contains(o))];
        stored.UnionWith(Waiting.Where(w => w.From < sweep).Select(w => w.Value));
        List<MapOp> maps = [];
        foreach (MapOp map in before.Concat(ops).OfType<MapOp>().Where(m => !IsRowNumber(m.Output)).Reverse())
        {
            if (map.Outputs.Any(o => wanted.Contains(o) && !stored.Contains(o)))
            {
                maps.Insert(0, map);
                wanted.UnionWith(map.Inputs.Select(i => i.Storage));
            }
        }

        return maps;
    }

    /// <summary>Whether the JIT inlines all of it where a block has so many vectors; one it must be.</summary>
    protected bool Inlines(int vectors) => vectors == 1 || vectors * Operations <= MostOperations;

    /// <summary>The operations of all sweeps.</summary>
    protected int Operations => EpilogueWork.Of(Enumerable.Range(0, Sweeps.Count).SelectMany(MapsOf)) + EpilogueWork.Of(RowMaps);

    private IEnumerable<MapOp> RowMaps => Sweeps.SelectMany(s => s).OfType<MapOp>().Where(m => IsRowNumber(m.Output));
}
