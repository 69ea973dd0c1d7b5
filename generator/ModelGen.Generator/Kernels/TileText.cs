using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Kernels;

/// <summary>What tiles of several widths have in common, so that one method, generic over its block, runs them all.</summary>
/// <param name="Rows">Rows of a full tile.</param>
/// <param name="Chains">How many sums a lone row splits each of its sums into.</param>
/// <param name="IsLoop">Whether blocks follow one another at some width.</param>
/// <param name="HasRange">Whether some width needs two kinds of block: callers say which columns.</param>
/// <param name="MovesBack">Whether at some width the last block is moved back to end with the columns.</param>
/// <param name="WaitingPlace">Where a tile's sums wait for a long epilogue, which runs row by row; null where it is written out for each row.</param>
internal sealed record TileText(int Rows, int Chains, bool IsLoop, bool HasRange, bool MovesBack, Value? WaitingPlace)
{
    // The JIT inlines some 490 calls into a method: one for each operation of a block, and one for each of its four vectors.
    private const int MostOperations = 60;

    // From here on a lone row reads weights as they lie in memory: 2 to 7 times as fast as block after block, each of which goes through all pages.
    private const int FewestWeightsOfSweep = 12_000;

    // The copy is then a tenth of the work at most.
    private const int FewestRowsOfPanel = 96;

    /// <summary>Where a lone row's sums wait while a few terms at a time go through all its columns; null where they stay in registers, block after block.</summary>
    public Value? SweepPlace { get; init; }

    /// <summary>Whether many rows read each block's weights from a panel (<c>Panel</c> of the library), not where they lie.</summary>
    public bool HasPanel { get; init; }

    /// <summary>The parameters of a range.</summary>
    public const string First = "firstColumn", End = "endColumn";

    /// <summary>The texts that the schedules of a kernel need: mostly one.</summary>
    public static IReadOnlyList<TileText> Of(ContractKernel kernel, Precision precision) =>
    [
        .. Of(kernel, kernel.Schedules.OfType<BroadcastSchedule>().Select(s => s.Tiles)).Select(t => Sweeps(kernel.Product, t)
            ? t with { SweepPlace = Waiting(kernel), HasPanel = t.Rows > 1 && CostModel.DrivesOut(kernel.Product, precision) }
            : t with { HasPanel = IsManyRowsOverExamples(kernel.Product, t) && CostModel.DrivesOut(kernel.Product, precision) }),
    ];

    private static bool Sweeps(MatrixProduct product, TileText text) =>
        product.Row.IsBatch && product.Left is not null && !product.Depth.IsBatch && text is { IsLoop: true, MovesBack: false }
        && (long)product.Depth.Extent * product.Column.Extent >= FewestWeightsOfSweep;

    /// <summary>Whether it is the gradient of a weight of so many rows that its tiles read each block of the outputs' gradients often.</summary>
    private static bool IsManyRowsOverExamples(MatrixProduct product, TileText text) =>
        product.Depth.IsBatch && !product.Row.IsBatch && product.Left is not null && text is { IsLoop: true, Rows: > 1 } && product.Row.Extent >= FewestRowsOfPanel;

    /// <param name="covers">The blocks of columns at each width.</param>
    public static IReadOnlyList<TileText> Of(SumKernel kernel, IEnumerable<EquatableArray<ColumnTile>> covers) =>
    [
        .. covers.GroupBy(t => (t[0].Rows, t[0].Chains)).Select(g => new TileText(
            g.Key.Rows,
            g.Key.Chains,
            g.Any(t => t.Count > 1 || t[0].Repeat > 1),
            g.Any(t => t.Count > 1),
            g.Any(t => t.Any(block => block.MovedBack > 0)),
            g.Key.Rows * EpilogueWork.Of(kernel.Maps) > MostOperations ? Waiting(kernel) : null)),
    ];

    /// <summary>A result as large as the sums that the epilogue does not read.</summary>
    private static Value? Waiting(SumKernel kernel)
    {
        Value sums = kernel.Contract.Core.Output;
        HashSet<Value> read = [.. kernel.Maps.SelectMany(m => m.Inputs).Select(i => i.Place)];
        return kernel.Contract.Stored.FirstOrDefault(v => v.Shape == sums.Shape && !read.Contains(v.Place));
    }

    public bool Runs(EquatableArray<ColumnTile> tiles) => tiles[0].Rows == Rows && tiles[0].Chains == Chains;

    /// <summary>In words, for the comment above the method.</summary>
    public string Describe(string row, string column, bool isBatch) => SweepPlace is not null && Rows == 1
        ? $"Row by row, a few terms at a time for all columns ({row} × {column})."
        : SweepPlace is not null ? $"Tiles of {Rows} rows × a block of columns ({row} × {column}){(HasPanel ? ", many rows from a panel" : "")}; fewer rows one by one."
        : $"Tiles of {Rows} {(Rows == 1 ? "row" : "rows")} × a block of columns ({row} × {column}){(Chains > 1 && isBatch && Rows > 1 ? $"; a lone row in {Chains} chains" : Chains > 1 ? $", in {Chains} chains" : "")}.";
}
