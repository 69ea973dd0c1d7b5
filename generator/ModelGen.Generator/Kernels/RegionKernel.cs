using System;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels.Lanes;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Kernels;

/// <summary>Maps and reductions with a row's numbers side by side.</summary>
internal sealed record RegionKernel(RegionStep Region, RegionSchedule Schedule) : SweptKernel(Region, Region.Domain, Schedule.Sweeps)
{
    // The most single numbers that stand for a row where there are no vectors.
    private const int MostNumbers = 16;

    // Of the widest vector: all others divide it.
    private const int MostLanes = 16;

    // A loop of several vectors hides the latency of sums, of which functions leave little.
    private const int MostOperationsInLoop = 60;

    public static RegionKernel Select(RegionStep step)
    {
        RegionKernel kernel = new(step, RegionSchedule.Select(step));
        if (kernel.IsOfChannels && PositionShare.In(step) is var (share, positions))
        {
            kernel = new(share, RegionSchedule.Select(share)) { Positions = positions };
        }

        return kernel with { Waiting = WaitingResult.Of(kernel).ToEquatableArray() };
    }

    /// <summary>Whether each row, counted in as many as there are columns, sees those up to its own number: all others are 0 and stay 0.</summary>
    public bool IsMasked { get; init; }

    /// <summary>The positions that its means are over; 0 for others.</summary>
    public int Positions { get; init; }

    public override EquatableArray<KernelSize> Sizes =>
        [
            .. IsOfChannels ? [new KernelSize(KernelSize.Length, Schedule.Columns)] : Array.Empty<KernelSize>(),
            .. Positions > 0 ? [new KernelSize(KernelSize.Positions, Positions)] : Array.Empty<KernelSize>(),
        ];

    /// <summary>Whether all is one row of whole vectors, and not an example's: what each channel has of a normalisation.</summary>
    private bool IsOfChannels => Schedule.IsFlat && !Schedule.PerExample && !Region.IsRange && Schedule.Columns % MostLanes == 0 && !Region.Ops.OfType<ReduceOp>().Any();

    public override string Describe(VectorWidth width) => "";

    /// <summary>
    /// Whether all is one row of any length, which may be no whole number of vectors: narrower ones go on where the widest stop.
    /// </summary>
    public bool HasRest(Precision precision) =>
        Schedule.IsDynamic && (Region.IsRange || Schedule.Columns % VectorWidth.All[0].Type(precision).Lanes != 0);

    /// <summary>The block that a row is worked on with at a width.</summary>
    public RowBlock BlockOf(VectorWidth width, Precision precision)
    {
        if (Schedule.IsDynamic || IsOfChannels)
        {
            return Looping(width.Type(precision), 1);
        }

        PieceRun run = PieceRun.Cover(Schedule.Columns, width.Bits, precision);
        if (width.IsScalar)
        {
            bool isOneText = VectorWidth.All.Where(w => !w.IsScalar).All(w => BlockOf(w, precision).HoldsRow);
            return isOneText && Schedule.Columns <= MostNumbers
                ? new RowBlock([new Piece(0, run.Type)], Schedule.Columns, HoldsRow: true)
                : Looping(run.Type, 1);
        }

        if (!run.Type.IsScalar && run.Count <= CostModel.MostVectorsOfBlock && Inlines(run.Count))
        {
            return new RowBlock([.. run.All()], 1, HoldsRow: Schedule.Sweeps.Count > 1);
        }

        int vectors = run.Type.IsScalar ? 1 : CostModel.MostVectorsOfBlock;
        while (vectors > 1 && (Schedule.Columns % (vectors * run.Type.Lanes) != 0 || vectors * Operations > MostOperationsInLoop))
        {
            vectors--;
        }

        return Looping(run.Type, vectors);

        static RowBlock Looping(VectorType type, int vectors) =>
            new([.. Enumerable.Range(0, vectors).Select(v => new Piece(v * type.Lanes, type))], 1, HoldsRow: false);
    }

    /// <summary>Whether at some width a row in sweeps is no whole number of blocks: the last one is moved back to end with it.</summary>
    public bool MovesBack(Precision precision) => !Schedule.IsDynamic
        && VectorWidth.All.Select(w => BlockOf(w, precision)).Any(b => !b.HoldsRow && Schedule.Columns % b.Width != 0);
}

/// <param name="Pieces">Its vectors, of one type but for the last, which may overlap the one before.</param>
/// <param name="Times">How many of these.</param>
/// <param name="HoldsRow">
/// Whether it is a whole row, which stays in registers from its first sweep to its last; else each sweep is a loop of blocks.
/// </param>
internal sealed record RowBlock(EquatableArray<Piece> Pieces, int Times, bool HoldsRow)
{
    /// <summary>How many numbers it holds.</summary>
    public int Width => Times * (Pieces[Pieces.Count - 1].Offset + Pieces[Pieces.Count - 1].Type.Lanes);
}
