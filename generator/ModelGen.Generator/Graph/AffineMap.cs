using System.Linq;
using ModelGen.Generator.Common;

namespace ModelGen.Generator.Graph;

/// <summary>One dimension of the points a Contract visits.</summary>
/// <param name="Name">The letter in formulas: b, o, i.</param>
/// <param name="Extent">How many values it takes; <see cref="Shapes.Shape.Batch"/> for the examples.</param>
internal sealed record Axis(string Name, int Extent);

/// <summary>An index: Σ coefficient · axis + offset.</summary>
internal sealed record AffineIndex(EquatableArray<(Axis Axis, int Coefficient)> Terms, int Offset = 0)
{
    public static implicit operator AffineIndex(Axis axis) => new([(axis, 1)]);

    /// <summary>Always 0: the index of a dimension that has one element.</summary>
    public static AffineIndex Zero { get; } = new([]);

    /// <summary>The axis if the index is nothing but one axis, else null.</summary>
    public Axis? SingleAxis => Offset == 0 && Terms is [{ Coefficient: 1 } term] ? term.Axis : null;

    /// <summary>2y + ky - 1.</summary>
    public override string ToString()
    {
        string terms = string.Join(" + ", Terms.Select(t => t.Coefficient == 1 ? t.Axis.Name : $"{t.Coefficient}{t.Axis.Name}"));
        return (terms, Offset) switch
        {
            ("", _) => $"{Offset}",
            (_, 0) => terms,
            (_, < 0) => $"{terms} - {-Offset}",
            _ => $"{terms} + {Offset}",
        };
    }
}

/// <summary>From a point of a Contract to an element of a tensor: one index for each dimension.</summary>
internal sealed record AffineMap(EquatableArray<AffineIndex> Indices)
{
    public static AffineMap Of(params AffineIndex[] indices) => new([.. indices]);

    /// <summary>The coefficient of <paramref name="axis"/> in dimension <paramref name="dimension"/>.</summary>
    public int Coefficient(int dimension, Axis axis) => Indices[dimension].Terms.Where(t => t.Axis == axis).Sum(t => t.Coefficient);

    public override string ToString() => $"[{string.Join(", ", Indices)}]";
}
