using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Planning;

/// <summary>The positions a region visits: rows of a fixed length.</summary>
/// <param name="Full">The shape of the tensors that have a number at each position.</param>
internal sealed record RegionDomain(Shape Full)
{
    /// <summary>The length of a row.</summary>
    public int Columns => Full.Rank == 0 ? 1 : Full[Full.Rank - 1];

    /// <summary>Rows, of one example where there is a batch.</summary>
    public int Rows => Full.Length / Columns;

    /// <summary>How a tensor of <paramref name="shape"/> lies over the rows, or null if it does not.</summary>
    public Extent? Of(Shape shape) =>
        shape.Rank == 0 ? Extent.Scalar
        : shape == Full ? Extent.Full
        : shape.Rank == Full.Rank && shape[shape.Rank - 1] == 1 && shape.Extents.Take(shape.Rank - 1).SequenceEqual(Full.Extents.Take(Full.Rank - 1)) ? Extent.PerRow
        : shape.Rank == 1 && shape[0] == Columns ? Extent.PerColumn
        : null;

    /// <summary>The domain that an op asks for.</summary>
    public static RegionDomain For(Op op) => new(op is ReduceOp reduce ? reduce.Source.Shape : op.Output.Shape);

    /// <summary>Whether an op can run over these rows.</summary>
    /// <param name="oneRow">Whether there is but one: then a tensor of the columns' length may be written, too.</param>
    public bool Takes(Op op, bool oneRow = false) => op switch
    {
        ReduceOp reduce => (Of(reduce.Source.Shape), Of(reduce.Result.Shape)) is (Extent.Full, Extent.PerRow or Extent.Scalar) or (Extent.PerRow, Extent.Scalar),
        MapOp map => (Of(map.Output.Shape) is Extent.Full or Extent.PerRow || (oneRow && Rows == 1 && Of(map.Output.Shape) == Extent.PerColumn)) && map.Inputs.All(i => Of(i.Shape) is not null),
        _ => false,
    };
}

/// <summary>How a tensor lies over the rows of a region.</summary>
internal enum Extent
{
    /// <summary>A number at each position.</summary>
    Full,

    /// <summary>A number for each row.</summary>
    PerRow,

    /// <summary>A number for each column.</summary>
    PerColumn,

    /// <summary>One number.</summary>
    Scalar,
}
