using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>Maps and reductions with examples in the lanes: a reduction over a row is a vector, and needs no sum over lanes.</summary>
/// <param name="Sweeps">The ops in order, cut where a reduction over a row must be complete; each is a loop along the row.</param>
/// <param name="IsFlat">Whether neither rows and columns matter, nor which lanes have an example.</param>
internal sealed record LaneRegionKernel(LaneRegionStep Lanes, EquatableArray<EquatableArray<Op>> Sweeps, bool IsFlat) : Kernel(Lanes)
{
    // The JIT inlines some 490 calls into a method: one for each operation of a block, and those of a function for each of its vectors.
    private const int MostOperations = 420;

    // The most vectors of a block.
    private const int MostVectors = 4;

    public RegionDomain Domain => Lanes.Region.Domain;

    /// <summary>What is not computed again in a later sweep.</summary>
    public EquatableArray<WaitingResult> Waiting { get; init; } = [];

    public static LaneRegionKernel Select(LaneRegionStep step)
    {
        RegionStep region = step.Region with { Stored = step.Stored };
        RegionSchedule schedule = RegionSchedule.Select(region, VectorWidth.All[VectorWidth.All.Count - 1], Precision.Single);
        LaneRegionKernel kernel = new(step, schedule.Sweeps, schedule.IsFlat);
        return kernel with { IsFlat = schedule.IsFlat && !kernel.NeedsMask, Waiting = WaitingResult.Of(kernel).ToEquatableArray() };
    }

    public override string Describe(VectorWidth width) => "";

    /// <summary>The sum over all positions that the kernel returns, if any.</summary>
    public ReduceOp? Total => Sweeps.SelectMany(s => s).OfType<ReduceOp>().FirstOrDefault(r => r.Result.Shape.Rank == 0);

    /// <summary>Whether some numbers are 0, or do not count, where the last block has no example.</summary>
    public bool NeedsMask => Lanes.Masked.Count > 0 || Total is not null;

    /// <summary>
    /// How many vectors are worked on at once: those that hold 16 examples, so that a line of the cache is read whole, as long as the JIT
    /// inlines all of it.
    /// </summary>
    public int VectorsOf(VectorWidth width, Precision precision)
    {
        int operations = EpilogueWork.Of(Enumerable.Range(0, Sweeps.Count).SelectMany(MapsOf)) + EpilogueWork.Of(RowMaps);
        int vectors = width.IsScalar ? 1 : Math.Min(MostVectors, LaneLayout.Block / width.Type(precision).Lanes);
        while (vectors > 1 && vectors * operations > MostOperations)
        {
            vectors /= 2;
        }

        return vectors;
    }

    /// <summary>Whether a value is one number for each row and example, beside rows of more.</summary>
    public bool IsRowNumber(Value value) => value.Shape != Domain.Full && Domain.Of(value.Shape) == Extent.PerRow;

    /// <summary>The Maps that a sweep runs: its own, and those of sweeps before whose results it wants and nobody stored.</summary>
    public IReadOnlyList<MapOp> MapsOf(int sweep)
    {
        EquatableArray<Op> ops = Sweeps[sweep];
        HashSet<Value> wanted = [.. ops.OfType<ReduceOp>().Select(r => r.Source.Storage)];
        wanted.UnionWith(ops.SelectMany(op => op.Outputs).Where(o => Lanes.Stored.Contains(o)));
        wanted.UnionWith(Waiting.Where(w => w.From == sweep).Select(w => w.Value));
        Op[] before = [.. Sweeps.Take(sweep).SelectMany(s => s)];
        HashSet<Value> stored = [.. before.SelectMany(op => op.Outputs).Where(o => Lanes.Stored.Contains(o))];
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

    private IEnumerable<MapOp> RowMaps => Sweeps.SelectMany(s => s).OfType<MapOp>().Where(m => IsRowNumber(m.Output));
}
