using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Graph;

/// <summary>
/// A part of a Rearrange: Result[ResultMap(point)] = Source[SourceMap(point)] for every point of the axes' product. Different points lead to different
/// places of the result.
/// </summary>
internal sealed record Box(Value Source, AffineMap SourceMap, AffineMap ResultMap, EquatableArray<Axis> Axes)
{
    /// <summary>All of <paramref name="source"/> in the same dimensions, <paramref name="offsets"/> further on; the batch is counted, with offset 0.</summary>
    public static Box Shifted(Value source, params int[] offsets)
    {
        Axis[] axes = AxesOf(source.Shape);
        return new Box(source, AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]), AffineMap.Of([.. axes.Select((a, d) => Plus(a, offsets[d]))]), [.. axes]);
    }

    /// <summary>A tensor of <paramref name="shape"/> read from a row of numbers, one for each example, that holds it from <paramref name="offset"/> on.</summary>
    public static Box FromRow(Value row, Shape shape, int offset)
    {
        Axis[] axes = AxesOf(shape);
        return new Box(row, AffineMap.Of(axes[0], Flat(axes, offset)), AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]), [.. axes]);
    }

    /// <summary>A tensor written to a row of numbers, one for each example, from <paramref name="offset"/> on.</summary>
    public static Box ToRow(Value source, int offset)
    {
        Axis[] axes = AxesOf(source.Shape);
        return new Box(source, AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]), AffineMap.Of(axes[0], Flat(axes, offset)), [.. axes]);
    }

    /// <summary>An axis for each dimension: b for the examples, y, x, c for images, letters from i on for the rest.</summary>
    public static Axis[] AxesOf(Shape shape)
    {
        string names = shape.WithoutBatch.Rank switch { 1 => "j", 3 => "yxc", _ => "ijklmnopqr" };
        return [.. shape.Extents.Select((extent, d) => extent == Shape.Batch ? new Axis("b", extent) : new Axis($"{names[shape.HasBatch ? d - 1 : d]}", extent))];
    }

    public static AffineIndex Plus(AffineIndex index, int offset) => index with { Offset = index.Offset + offset };

    /// <summary>Whether the result is the source as it is.</summary>
    public bool IsWhole(Shape result) => Source.Shape == result && SourceMap == ResultMap && Length == result.Length;

    /// <summary>The numbers that it places, for one example where there is a batch.</summary>
    public long Length => Axes.Where(a => a.Extent != Shape.Batch).Aggregate(1L, (length, axis) => length * axis.Extent);

    /// <summary>Whether no place of the result belongs to both: one of the dimensions tells them apart.</summary>
    public bool IsApart(Box other) => ResultMap.Indices.Zip(other.ResultMap.Indices, (a, b) => (a: Span(a), b: Span(b))).Any(s => s.a.Last < s.b.First || s.b.Last < s.a.First);

    /// <summary>This box of a Rearrange's result as a box of what that one reads; null if it is not all within one of its boxes.</summary>
    public Box? Through(RearrangeOp earlier) => earlier.Boxes.Select(Through).FirstOrDefault(b => b is not null);

    private Box? Through(Box earlier)
    {
        Dictionary<Axis, AffineIndex> places = [];
        foreach ((AffineIndex wanted, AffineIndex there) in SourceMap.Indices.Zip(earlier.ResultMap.Indices, (a, b) => (a, b)))
        {
            if (there.Terms is not [{ Coefficient: 1 } term])
            {
                return null;
            }

            bool isBatch = term.Axis.Extent == Shape.Batch && wanted.SingleAxis?.Extent == Shape.Batch;
            (int first, int last) = Span(wanted);
            if (!isBatch && (first < there.Offset || last >= (long)there.Offset + term.Axis.Extent))
            {
                return null;
            }

            places[term.Axis] = Plus(wanted, -there.Offset);
        }

        return earlier.Axes.All(places.ContainsKey)
            ? this with { Source = earlier.Source, SourceMap = new AffineMap([.. earlier.SourceMap.Indices.Select(i => Substitute(i, places))]) }
            : null;
    }

    /// <summary>The smallest and the largest value of an index; of the examples, which are not counted, 0.</summary>
    private static (int First, int Last) Span(AffineIndex index)
    {
        int[] reaches = [.. index.Terms.Where(t => t.Axis.Extent != Shape.Batch).Select(t => t.Coefficient * (t.Axis.Extent - 1))];
        return (index.Offset + reaches.Where(r => r < 0).Sum(), index.Offset + reaches.Where(r => r > 0).Sum());
    }

    private static AffineIndex Substitute(AffineIndex index, IReadOnlyDictionary<Axis, AffineIndex> places)
    {
        (Axis Axis, int Coefficient)[] terms =
        [
            .. index.Terms.SelectMany(t => places[t.Axis].Terms.Select(p => (p.Axis, p.Coefficient * t.Coefficient)))
                .GroupBy(t => t.Axis).Select(g => (g.Key, g.Sum(t => t.Item2))),
        ];
        return new AffineIndex([.. terms], index.Offset + index.Terms.Sum(t => t.Coefficient * places[t.Axis].Offset));
    }

    /// <summary>Where an element lies among the numbers of an example.</summary>
    private static AffineIndex Flat(Axis[] axes, int offset)
    {
        List<(Axis, int)> terms = [];
        int stride = 1;
        foreach (Axis axis in axes.Skip(1).Reverse())
        {
            terms.Insert(0, (axis, stride));
            stride *= axis.Extent;
        }

        return new AffineIndex([.. terms], offset);
    }
}
