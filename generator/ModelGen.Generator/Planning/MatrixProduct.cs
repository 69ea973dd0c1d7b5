using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>
/// A Contract seen as result[row, column] = Σ left[row, depth] · right[depth, column]: every dense layer, forward and backward, is one. Columns are
/// neighbours in the result. A sum over examples is one too, with a single row and no left operand.
/// </summary>
internal sealed record MatrixProduct(
    ProductAxis Row,
    ProductAxis Column,
    ProductAxis Depth,
    Value? Left,
    int LeftRowStride,
    int LeftDepthStride,
    Value Right,
    int RightDepthStride,
    int RightColumnStride,
    int ResultRowStride)
{
    /// <summary>Whether the epilogue changes something in place: then no column may come twice, unless all its reads stand before its first write.</summary>
    public bool UpdatesInPlace { get; init; }

    /// <summary>
    /// Whether an op is a product of matrices: a sum over rows of two dimensions, or a Contract over a row, a column and a depth that are dimensions of their own.
    /// Everything else is a loop nest.
    /// </summary>
    public static bool Fits(Op core) => core switch
    {
        ReduceOp reduce => reduce.Source.Shape.Rank <= 2,
        ContractOp c => c.Axes.Count == 3 && new[] { c.AMap, c.BMap, c.OutputMap }.All(m => m.Indices.Count == 2 && m.Indices.All(i => i.SingleAxis is not null)),
        _ => false,
    };

    /// <param name="maxBatch">With at most one example a step, a sum over examples has one term.</param>
    public static MatrixProduct Of(ContractStep step, Layouts layouts, int maxBatch)
    {
        // What is stored decides: the sums themselves may never leave their registers. With one example it may be nothing but updates of its features' parameters.
        Value stored = step.Stored.FirstOrDefault(v => v.Shape == step.Core.Output.Shape) ?? step.Core.Output;
        MatrixProduct product = step.Core switch
        {
            ReduceOp reduce => OfSum(reduce, stored),
            ContractOp contract => OfContract(contract, stored, layouts),
            _ => throw new System.InvalidOperationException($"{step.Core.Kind} is no product"),
        };
        product = product with { UpdatesInPlace = step.Stored.Any(v => v.Overwrites is not null) };
        return product.Depth.IsBatch && maxBatch == 1 ? product with { Depth = new ProductAxis(product.Depth.Name, product.Depth.PerExample) } : product;
    }

    private static MatrixProduct OfSum(ReduceOp reduce, Value stored)
    {
        int columns = stored.Shape.Length;
        return new MatrixProduct(
            new ProductAxis("r", 1),
            new ProductAxis("o", columns),
            reduce.Source.Shape.HasBatch
                ? new ProductAxis("b", Shape.Batch, reduce.Source.Shape.Length / columns)
                : new ProductAxis("b", reduce.Source.Shape.Length / columns),
            null,
            0,
            0,
            reduce.Source,
            columns,
            1,
            columns);
    }

    private static MatrixProduct OfContract(ContractOp contract, Value stored, Layouts layouts)
    {
        int inner = layouts.IsTransposed(stored) ? 0 : stored.Shape.Rank - 1;
        Axis column = contract.OutputMap.Indices[inner].SingleAxis ?? throw new System.InvalidOperationException($"no plain column axis in {contract.OutputMap}");
        Axis row = contract.Axes.Single(a => a != column && IsIn(contract.OutputMap, a));
        Axis depth = contract.Axes.Single(a => !IsIn(contract.OutputMap, a));

        bool swapped = IsIn(contract.AMap, column);
        (Value left, AffineMap leftMap) = swapped ? (contract.B, contract.BMap) : (contract.A, contract.AMap);
        (Value right, AffineMap rightMap) = swapped ? (contract.A, contract.AMap) : (contract.B, contract.BMap);
        return new MatrixProduct(
            new ProductAxis(row.Name, row.Extent),
            new ProductAxis(column.Name, column.Extent),
            new ProductAxis(depth.Name, depth.Extent),
            left,
            StrideOf(leftMap, left, row, layouts),
            StrideOf(leftMap, left, depth, layouts),
            right,
            StrideOf(rightMap, right, depth, layouts),
            StrideOf(rightMap, right, column, layouts),
            StrideOf(contract.OutputMap, stored, row, layouts));
    }

    private static bool IsIn(AffineMap map, Axis axis) => map.Indices.Any(i => i.Terms.Any(t => t.Axis == axis));

    private static int StrideOf(AffineMap map, Value value, Axis axis, Layouts layouts) =>
        Enumerable.Range(0, map.Indices.Count).Sum(d => map.Coefficient(d, axis) * layouts.Stride(value, d));
}

/// <param name="Name">The letter in formulas and loops.</param>
/// <param name="Extent">Its length; <see cref="Shape.Batch"/> for the examples.</param>
/// <param name="PerExample">How many places each example has along it.</param>
internal sealed record ProductAxis(string Name, int Extent, int PerExample = 1)
{
    public bool IsBatch => Extent == Shape.Batch;

    /// <summary>Its length as code writes it.</summary>
    public string Length => (IsBatch, PerExample) switch { (true, 1) => "batch", (true, _) => $"batch * {PerExample}", _ => $"{Extent}" };
}
