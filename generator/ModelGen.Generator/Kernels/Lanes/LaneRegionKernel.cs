using System;
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
internal sealed record LaneRegionKernel(LaneRegionStep Lanes, EquatableArray<EquatableArray<Op>> Sweeps, bool IsFlat) : SweptKernel(Lanes, Lanes.Region.Domain, Sweeps)
{
    public static LaneRegionKernel Select(LaneRegionStep step)
    {
        LaneRegionKernel kernel = Scheduled(step);
        kernel = kernel.HasPositions ? Scheduled(PositionShare.In(step, kernel.Domain.Rows)) : kernel;
        return kernel with { Waiting = WaitingResult.Of(kernel).ToEquatableArray() };
    }

    private static LaneRegionKernel Scheduled(LaneRegionStep step)
    {
        RegionSchedule schedule = RegionSchedule.Select(step.Region with { Stored = step.Stored });
        LaneRegionKernel kernel = new(step, schedule.Sweeps, schedule.IsFlat);
        return kernel with { IsFlat = schedule.IsFlat && !kernel.NeedsMask };
    }

    public override EquatableArray<KernelSize> Sizes => IsFlat ? [new KernelSize(KernelSize.Features, Domain.Full.Length)]
        : HasPositions ? [new KernelSize(KernelSize.Positions, Domain.Rows), new KernelSize(KernelSize.Channels, Domain.Columns)]
        : [];

    /// <summary>Whether an example has several rows of several numbers, whose sizes the kernel is told.</summary>
    public bool HasPositions => !IsFlat && Domain.Rows > 1 && Domain.Columns > 1;

    public override string Describe(VectorWidth width) => "";

    /// <summary>Whether some numbers are 0, or do not count, where the last block has no example.</summary>
    public bool NeedsMask => Lanes.Masked.Count > 0 || Total is not null;

    /// <summary>
    /// How many vectors are worked on at once: those that hold 16 examples, so that a line of the cache is read whole, as long as the JIT
    /// inlines all of it.
    /// </summary>
    public int VectorsOf(VectorWidth width, Precision precision)
    {
        int vectors = width.IsScalar ? 1 : Math.Min(CostModel.MostVectorsOfBlock, LaneLayout.Block / width.Type(precision).Lanes);
        while (!Inlines(vectors))
        {
            vectors /= 2;
        }

        return vectors;
    }
}
