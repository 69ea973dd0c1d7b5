using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>A step with the shape of its code for each vector width.</summary>
internal abstract record Kernel(Step Step)
{
    /// <summary>The decision for a width in words, for the comment above the code; empty where there is nothing to say.</summary>
    public abstract string Describe(VectorWidth width);

    /// <summary>What it is told of its sizes; all others are constants of its text.</summary>
    public virtual EquatableArray<KernelSize> Sizes => [];
}

/// <param name="Start">The bias that sums start with; null to start with 0.</param>
/// <param name="Maps">The epilogue, without that bias.</param>
internal abstract record SumKernel(ContractStep Contract, Value? Start, EquatableArray<MapOp> Maps) : Kernel(Contract);

/// <summary>A product of matrices.</summary>
/// <param name="Schedules">One for each of <see cref="VectorWidth.All"/>.</param>
internal sealed record ContractKernel(ContractStep Contract, MatrixProduct Product, Value? Start, EquatableArray<MapOp> Maps, EquatableArray<ContractSchedule> Schedules)
    : SumKernel(Contract, Start, Maps)
{
    /// <summary>Where all widths take dot products, by the same text: how it goes over the columns. Null where the columns lie in vectors.</summary>
    public DotSchedule? Dots => Schedules[0] as DotSchedule;

    /// <summary>The vectors along the depth of dot products.</summary>
    public VectorType VectorOf(VectorWidth width) => ((DotSchedule)Schedule(width)).Vector;

    public ContractSchedule Schedule(VectorWidth width) => Schedules[VectorWidth.All.ToList().IndexOf(width)];

    public override string Describe(VectorWidth width) => width.IsScalar ? "" : Schedule(width).Describe(Product);
}

/// <summary>What is no product of matrices: a convolution, a pool, a gradient of these.</summary>
/// <param name="Nests">For each nest a schedule for each of <see cref="VectorWidth.All"/>.</param>
internal sealed record LoopKernel(ContractStep Contract, Value? Start, EquatableArray<MapOp> Maps, EquatableArray<EquatableArray<NestSchedule>> Nests)
    : SumKernel(Contract, Start, Maps)
{
    public EquatableArray<NestSchedule> Schedule(VectorWidth width) => [.. Nests.Select(n => n[VectorWidth.All.ToList().IndexOf(width)])];

    public override string Describe(VectorWidth width) => width.IsScalar ? "" : string.Join("; ", Schedule(width).Select(s => s.Describe()).Distinct());
}

/// <param name="Dots">How each row is updated when its product is taken; null where the two run one after the other.</param>
internal sealed record RowUpdateKernel(RowUpdateStep Rows, ContractKernel Gradient, ContractKernel Update, DotSchedule? Dots) : Kernel(Rows)
{
    public override string Describe(VectorWidth width) => width.IsScalar ? ""
        : Dots is null ? $"{Gradient.Describe(width)}; then {Update.Describe(width)}"
        : $"{Dots.Describe(Gradient.Product)}, each row updated when its product is taken";
}

/// <param name="Moves">The boxes, in order.</param>
/// <param name="Clears">Whether the result is set to 0 before.</param>
internal sealed record RearrangeKernel(RearrangeStep Rearrange, EquatableArray<BoxMove> Moves, bool Clears) : Kernel(Rearrange)
{
    public override string Describe(VectorWidth width) => "";
}

internal sealed record GatherKernel(GatherStep Gather) : Kernel(Gather)
{
    public override string Describe(VectorWidth width) => "";
}

internal sealed record ScatterKernel(ScatterStep Scatter) : Kernel(Scatter)
{
    public override string Describe(VectorWidth width) => "";
}
