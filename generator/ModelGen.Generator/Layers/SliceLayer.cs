using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>A part of the input along one dimension.</summary>
/// <param name="Start">The first, from 0; negative ones count from the end.</param>
/// <param name="Count">How many; 0 or less for all to the end but so many.</param>
/// <param name="Axis">The dimension, from 1; negative ones count from the end.</param>
internal sealed record SliceLayer(string Name, int Start, int Count, int Axis) : Layer(Name)
{
    public static SliceLayer Bind(LayerDeclaration declaration) => Bind(declaration.Name, declaration.Attribute);

    public static SliceLayer Bind(string name, AttributeSpec attribute) => new(name, attribute.Integer("Start"), attribute.Integer("Count"), attribute.Integer("Axis", -1));

    /// <summary>The first element and how many there are along a dimension; outside of it where the layer cannot take such an input.</summary>
    public (long First, long Count) Part(int extent)
    {
        long first = Start < 0 ? (long)extent + Start : Start;
        return (first, Count > 0 ? Count : extent - first + Count);
    }

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => Dimension(inputs[0]) > 0 ? SequenceUse.EachTime : SequenceUse.Refused;

    public override Shape OutputShape(Shape input) => input.With(Dimension(input), Part(input[Dimension(input)]).Count);

    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times) => Lower(graph, inputs[0], Axis < 0 ? Axis : Axis - 1);

    public override Value Lower(GraphBuilder graph, Value input) => Lower(graph, input, Axis);

    private Value Lower(GraphBuilder graph, Value input, int axis)
    {
        int dimension = ConcatLayer.DimensionOf(axis, input.Shape.Rank - 1) + 1;
        (long first, long count) = Part(input.Shape[dimension]);
        Shape shape = input.Shape.With(dimension, count);
        Axis[] axes = Box.AxesOf(shape);
        AffineMap there = AffineMap.Of([.. axes.Select((a, d) => d == dimension ? Box.Plus(a, (int)first) : a)]);
        return graph.Rearrange(Name, shape, new Box(input, there, AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]), [.. axes]));
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input)
    {
        (long first, long count) = Part(input[Dimension(input)]);
        return [new("Start", (int)first), new("Count", (int)count), new("Axis", Dimension(input) + 1)];
    }

    public override string Describe() => $"Slice({Start}{(Count == 0 ? "" : $", {Count}")}{(Axis == -1 ? "" : $", axis {Axis}")})";

    private int Dimension(Shape input) => ConcatLayer.DimensionOf(Axis, input.Rank);
}
