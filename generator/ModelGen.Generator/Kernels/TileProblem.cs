using System;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Kernels;

/// <summary>What tiles are chosen for: result[row, column] = Σ of terms over the depth, where the columns lie in blocks of vectors.</summary>
/// <param name="Row">The output of which a tile has several values; one where there is none.</param>
/// <param name="Column">The output that lies in vectors.</param>
/// <param name="Depth">The terms of a sum.</param>
/// <param name="HasFactor">Whether each term is a product with a number of the row.</param>
/// <param name="UpdatesInPlace">Whether something is changed in place: then no column may come twice, unless all its reads stand before its first write.</param>
internal sealed record TileProblem(ProductAxis Row, ProductAxis Column, ProductAxis Depth, bool HasFactor, bool UpdatesInPlace)
{
    public static TileProblem Of(MatrixProduct product) => new(product.Row, product.Column, product.Depth, product.Left is not null, product.UpdatesInPlace);

    /// <summary>Whether the depth is written out instead of looped over.</summary>
    public bool IsShallow => !Depth.IsBatch && Depth.Extent <= CostModel.MostDepthWrittenOut;

    public int MostRows(int maxBatch) => Math.Min(
        IsShallow && !Row.IsBatch ? CostModel.RowsOfShallowTile : CostModel.MostRows,
        Row.IsBatch ? maxBatch * Row.PerExample : Row.Extent);

    /// <summary>A lone row has chains where it reads a factor for each of its products.</summary>
    public int MostChains => Depth.IsBatch || !HasFactor || IsShallow ? 1 : Math.Max(1, Math.Min(CostModel.EnoughSums, Depth.Extent / 2));
}
