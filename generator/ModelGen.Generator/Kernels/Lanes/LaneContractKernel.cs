using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels.Lanes;

/// <summary>A contraction with examples in the lanes, and the shape of its code.</summary>
/// <param name="Sums">The value of the bare sums.</param>
/// <param name="A">The operand that has lanes; of two, the one that is read more often.</param>
/// <param name="B">The other; null for a sum of the first alone.</param>
/// <param name="Index">For a routed A, the cells that the largest numbers came from.</param>
/// <param name="Start">The bias that sums start with; null to start with 0.</param>
/// <param name="Maps">What finishes each sum.</param>
/// <param name="Pool">The max-pooling at the end; null without one.</param>
/// <param name="Schedule">The loops, tiles and terms.</param>
internal sealed record LaneContractKernel(
    Step Step,
    Value Sums,
    Value A,
    Value? B,
    Value? Index,
    Value? Start,
    EquatableArray<MapOp> Maps,
    FusedPool? Pool,
    LaneSchedule Schedule) : Kernel(Step)
{
    /// <summary>The sum over positions that it is, whose sizes it is told; null for another contraction.</summary>
    public PositionSum? OverPositions { get; init; }

    public override EquatableArray<KernelSize> Sizes =>
        OverPositions is { } sum ? [new KernelSize(KernelSize.Positions, sum.Positions), new KernelSize(KernelSize.Channels, sum.Channels)] : [];

    public override string Describe(VectorWidth width) => LaneDescription.Of(Schedule, width);
}
