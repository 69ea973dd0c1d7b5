using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>Shapes that stretch to meet each other, by the rule of NumPy and PyTorch: sizes are compared from the last on, and what is 1 or missing is repeated.</summary>
internal static class Broadcast
{
    /// <summary>Whether each two sizes, from the last on, are equal or one of them 1.</summary>
    public static bool Fit(Shape a, Shape b) => Enumerable.Range(1, Math.Min(a.Rank, b.Rank)).All(k => a[a.Rank - k] == b[b.Rank - k] || a[a.Rank - k] == 1 || b[b.Rank - k] == 1);

    /// <summary>The shape that all of them have when they are stretched.</summary>
    public static Shape Of(IReadOnlyList<Shape> shapes)
    {
        int rank = shapes.Max(s => s.Rank);
        return Shape.Of([.. Enumerable.Range(0, rank).Select(d => rank - d).Select(fromEnd => shapes.Where(s => s.Rank >= fromEnd).Max(s => s[s.Rank - fromEnd]))]);
    }

    /// <summary>A value in all positions of <paramref name="shape"/>, with the batch: written out, for what kernels read lies over their rows or is one parameter for all.</summary>
    /// <param name="name">The name of what is written out.</param>
    public static Value To(GraphBuilder graph, string name, Value value, Shape shape)
    {
        if (value.Shape == shape)
        {
            return value;
        }

        Axis[] axes = Box.AxesOf(shape);
        int missing = shape.Rank - value.Shape.Rank;
        AffineIndex Index(int d) => d == 0 ? axes[0] : value.Shape[d] == shape[d + missing] ? axes[d + missing] : AffineIndex.Zero;
        Box box = new(value, AffineMap.Of([.. Enumerable.Range(0, value.Shape.Rank).Select(Index)]), AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]), [.. axes]);
        return graph.Rearrange(name, shape, box);
    }
}
