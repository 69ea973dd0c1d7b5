using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>Tensors side by side along one dimension.</summary>
/// <param name="Axis">The dimension, from 1; negative ones count from the end.</param>
internal sealed record ConcatLayer(string Name, int Axis) : Layer(Name)
{
    public static ConcatLayer Bind(LayerDeclaration declaration) => new(declaration.Name, declaration.Attribute.Integer("Axis", -1));

    /// <summary>The dimension, from 0, of shapes of one example.</summary>
    public static int DimensionOf(int axis, int rank) => axis < 0 ? rank + axis : axis - 1;

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => DimensionOf(Axis, inputs[0].Rank) > 0 ? SequenceUse.EachTime : SequenceUse.Refused;

    public override string WhyNoLengths => "the times of one would stand behind the padding of another";

    public override Shape OutputShape(Shape input) => input;

    public override Shape OutputShape(IReadOnlyList<Shape> inputs)
    {
        int dimension = DimensionOf(Axis, inputs[0].Rank);
        return inputs[0].With(dimension, inputs.Sum(i => (long)i[dimension]));
    }

    public override Value LowerStep(GraphBuilder graph, IReadOnlyList<Value> inputs, int times) => Lower(graph, inputs, Axis < 0 ? Axis : Axis - 1);

    public override Value Lower(GraphBuilder graph, Value input) => input;

    public override Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs) => Lower(graph, inputs, Axis);

    private Value Lower(GraphBuilder graph, IReadOnlyList<Value> inputs, int axis)
    {
        Shape first = inputs[0].Shape;
        int dimension = DimensionOf(axis, first.Rank - 1) + 1;
        List<Box> boxes = [];
        int at = 0;
        foreach (Value input in inputs)
        {
            boxes.Add(Box.Shifted(input, [.. Enumerable.Range(0, first.Rank).Select(d => d == dimension ? at : 0)]));
            at += input.Shape[dimension];
        }

        return graph.Rearrange(Name, first.With(dimension, at), [.. boxes]);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Axis", DimensionOf(Axis, input.Rank) + 1)];

    public override string Describe() => Axis == -1 ? "Concat" : $"Concat(axis {Axis})";
}
