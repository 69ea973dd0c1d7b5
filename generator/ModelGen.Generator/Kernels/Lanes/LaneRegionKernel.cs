using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>Maps and reductions with examples in the lanes: a reduction over a row is a vector, and needs no sum over lanes.</summary>
/// <param name="Sweeps">The ops in order, cut where a reduction over a row must be complete.</param>
/// <param name="IsFlat">Whether neither rows and columns matter, nor which lanes have an example.</param>
internal sealed record LaneRegionKernel(LaneRegionStep Lanes, EquatableArray<EquatableArray<Op>> Sweeps, bool IsFlat) : Kernel(Lanes)
{
    // A row of as many columns as half the registers of a narrow machine hold is written out.
    private const int MostWrittenOut = 16;

    public RegionDomain Domain => Lanes.Region.Domain;

    public bool IsWrittenOut => !IsFlat && Domain.Columns <= MostWrittenOut;

    public static LaneRegionKernel Select(LaneRegionStep step)
    {
        RegionSchedule schedule = RegionSchedule.Select(step.Region with { Stored = step.Stored }, VectorWidth.All[VectorWidth.All.Count - 1], Precision.Single);
        LaneRegionKernel kernel = new(step, schedule.Sweeps, schedule.IsFlat);
        return kernel with { IsFlat = schedule.IsFlat && !kernel.NeedsMask };
    }

    public override string Describe(VectorWidth width) => "";

    /// <summary>The sum over all positions that the kernel returns, if any.</summary>
    public ReduceOp? Total => Sweeps.SelectMany(s => s).OfType<ReduceOp>().FirstOrDefault(r => r.Result.Shape.Rank == 0);

    /// <summary>Whether some numbers are 0, or do not count, where the last block has no example.</summary>
    public bool NeedsMask => Lanes.Masked.Count > 0 || Total is not null;

    /// <summary>Whether a value is one number for each row and example, beside rows of more.</summary>
    public bool IsRowNumber(Value value) => value.Shape != Domain.Full && Domain.Of(value.Shape) == Extent.PerRow;

    /// <summary>The Maps that a sweep runs: its own, and those of sweeps before whose results it wants and nobody stored.</summary>
    public IReadOnlyList<MapOp> MapsOf(int sweep)
    {
        EquatableArray<Op> ops = Sweeps[sweep];
        HashSet<Value> wanted = [.. ops.OfType<ReduceOp>().Select(r => r.Source.Storage), .. ops.SelectMany(op => op.Outputs).Where(o => Lanes.Stored.Contains(o))];
        HashSet<Value> stored = [.. Sweeps.Take(sweep).SelectMany(s => s).SelectMany(op => op.Outputs).Where(o => Lanes.Stored.Contains(o))];
        List<MapOp> maps = [];
        foreach (MapOp map in Sweeps.Take(sweep + 1).SelectMany(s => s).OfType<MapOp>().Where(m => !IsRowNumber(m.Output)).Reverse())
        {
            if (map.Outputs.Any(o => wanted.Contains(o) && !stored.Contains(o)))
            {
                maps.Insert(0, map);
                wanted.UnionWith(map.Inputs.Select(i => i.Storage));
            }
        }

        return maps;
    }
}
