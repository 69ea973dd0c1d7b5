using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Shapes;

/// <summary>Extents from the outermost to the innermost dimension; <see cref="Batch"/> stands for the number of examples.</summary>
internal readonly record struct Shape(EquatableArray<int> Extents)
{
    /// <summary>The extent that is known only when the code runs.</summary>
    public const int Batch = -1;

    public static Shape Of(params int[] extents) => new(extents.ToEquatableArray());

    /// <summary>One number.</summary>
    public static Shape Scalar => Of();

    public int Rank => Extents.Count;

    public int this[int dimension] => Extents[dimension];

    public bool HasBatch => Rank > 0 && Extents[0] == Batch;

    /// <summary>The number of elements, of one example where there is a batch.</summary>
    public int Length => Extents.Where(e => e != Batch).Aggregate(1, (length, extent) => checked(length * extent));

    /// <summary>How many rows there are along the last dimension, of one example.</summary>
    public int Positions => Rank == 0 ? 1 : Length / Extents[Rank - 1];

    /// <summary>This shape for every example of a batch.</summary>
    public Shape Batched => new(new[] { Batch }.Concat(Extents).ToEquatableArray());

    public Shape WithoutBatch => HasBatch ? new(Extents.Skip(1).ToEquatableArray()) : this;

    /// <summary>This shape with another extent in one dimension; the largest there is, where that is larger: too large for any array.</summary>
    public Shape With(int dimension, long extent) => new(Extents.Select((e, d) => d == dimension ? (int)System.Math.Min(extent, int.MaxValue) : e).ToEquatableArray());

    public override string ToString() => $"[{string.Join(", ", Extents.Select(e => e == Batch ? "batch" : $"{e}"))}]";
}
