using System;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>Queries, keys and values with the heads apart.</summary>
/// <param name="b">The examples.</param>
/// <param name="h">The heads.</param>
/// <param name="d">The features of one head.</param>
internal sealed class AttentionHeads(GraphBuilder graph, string name, Axis b, Axis h, Axis d)
{
    public Axis Example => b;

    public Axis Head => h;

    public Axis Feature => d;

    /// <summary>The feature of a projection that is <paramref name="inside"/> a head.</summary>
    public static AffineIndex At(Axis head, Axis inside, int width, int offset) => new([(head, width), (inside, 1)], offset);

    /// <summary>A projection with dimensions in another order, turned by its positions if asked for.</summary>
    /// <param name="dimensions">The examples, the heads, and time and feature in either order.</param>
    /// <param name="time">The steps.</param>
    /// <param name="before">How many steps of zeros stand in front.</param>
    public Value Of(string part, Projection projection, Axis[] dimensions, Axis time, RotaryChoice? rotary, int before = 0)
    {
        int times = before + time.Extent;
        Shape shape = Shape.Of([.. dimensions.Select(a => a == time ? times : a.Extent)]);
        AffineMap From(Axis inside, int offset) => AffineMap.Of(b, time, At(h, inside, d.Extent, projection.Offset + offset));
        AffineMap To(AffineIndex inside) => AffineMap.Of([.. dimensions.Select(a => a == d ? inside : a == time ? Box.Plus(time, before) : a)]);
        Value straight = graph.Rearrange($"{name}{part}", shape, new Box(projection.Source, From(d, 0), To(d), [b, h, time, d]));
        return rotary is null ? straight : rotary.Rotate(
            graph,
            $"{name}{part}",
            straight,
            Exchanged(part, shape, projection.Source, From, To, [b, h, time]),
            first: -before,
            times,
            d.Extent,
            isTimeInside: dimensions[3] == time);
    }

    /// <summary>The projection of one step, (batch, …), turned as the last of <paramref name="times"/> steps.</summary>
    public Value OfLast(string part, Projection projection, int times, RotaryChoice rotary)
    {
        Shape shape = Shape.Of(b.Extent, h.Extent, 1, d.Extent);
        AffineMap From(Axis inside, int offset) => AffineMap.Of(b, At(h, inside, d.Extent, projection.Offset + offset));
        AffineMap To(AffineIndex inside) => AffineMap.Of(b, h, AffineIndex.Zero, inside);
        Value straight = graph.Rearrange($"{name}{part}", shape, new Box(projection.Source, From(d, 0), To(d), [b, h, d]));
        return rotary.Rotate(
            graph, $"{name}{part}", straight, Exchanged(part, shape, projection.Source, From, To, [b, h]), first: times - 1, times: 1, d.Extent, isTimeInside: false);
    }

    /// <summary>The other number of each pair: the halves of every head exchanged.</summary>
    private Value Exchanged(string part, Shape shape, Value source, Func<Axis, int, AffineMap> from, Func<AffineIndex, AffineMap> to, Axis[] axes)
    {
        int half = d.Extent / 2;
        Axis e = new("e", half);
        return graph.Rearrange(
            $"{name}{part}Exchanged", shape, new Box(source, from(e, half), to(e), [.. axes, e]), new Box(source, from(e, 0), to(Box.Plus(e, half)), [.. axes, e]));
    }
}
