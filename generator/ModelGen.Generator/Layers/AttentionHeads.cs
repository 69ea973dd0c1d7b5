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
    /// <summary>The feature of a projection that is <paramref name="inside"/> a head.</summary>
    public static AffineIndex Feature(Axis head, Axis inside, int width, int offset) => new([(head, width), (inside, 1)], offset);

    /// <summary>A projection with dimensions in another order, turned by its positions if asked for.</summary>
    /// <param name="dimensions">The examples, the heads, and time and feature in either order.</param>
    /// <param name="time">The steps.</param>
    public Value Of(string part, Projection projection, Axis[] dimensions, Axis time, RotaryChoice? rotary)
    {
        Shape shape = Shape.Of([.. dimensions.Select(a => a.Extent)]);
        Value straight = graph.Rearrange(
            $"{name}{part}",
            shape,
            new Box(projection.Source, AffineMap.Of(b, time, Feature(h, d, d.Extent, projection.Offset)), AffineMap.Of([.. dimensions.Select(a => (AffineIndex)a)]), [b, h, time, d]));
        if (rotary is null)
        {
            return straight;
        }

        // The other number of each pair: the halves of every head exchanged.
        int half = d.Extent / 2;
        Axis e = new("e", half);
        Box Half(int from, int to) => new(
            projection.Source,
            AffineMap.Of(b, time, Feature(h, e, d.Extent, projection.Offset + from)),
            AffineMap.Of([.. dimensions.Select(a => a == d ? Box.Plus(e, to) : a)]),
            [b, h, time, e]);
        Value other = graph.Rearrange($"{name}{part}Exchanged", shape, Half(half, 0), Half(0, half));
        return rotary.Turn(graph, $"{name}{part}", straight, other, time.Extent, d.Extent, isTimeInside: dimensions[3] == time);
    }
}
