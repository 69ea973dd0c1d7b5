using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>The largest number of each channel over all positions; of sequences with lengths, over the real ones.</summary>
internal sealed record GlobalMaxPoolLayer(string Name) : Layer(Name)
{
    public static GlobalMaxPoolLayer Bind(LayerDeclaration declaration) => new(declaration.Name);

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => inputs[0].Rank > 1 ? SequenceUse.Ends : SequenceUse.Refused;

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => Shape.Of(input[input.Rank - 1]);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape channels = OutputShape(input.Shape.WithoutBatch);
        int positions = input.Shape.Length / channels.Length;
        if (graph.LengthsOf() is { } lengths)
        {
            input = graph.Masked($"{Name}Real", input, lengths, double.NegativeInfinity);
        }

        Value rows = graph.Reshape($"{Name}Positions", input, Shape.Of(positions, channels.Length).Batched);
        Axis b = new("b", Shape.Batch), c = new("c", channels.Length), p = new("p", positions);
        return graph.MaxPool(Name, channels.Batched, AffineMap.Of(b, c), rows, AffineMap.Of(b, p, c), [b, c], [p]);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [];

    public override string Describe() => "GlobalMaxPool";
}
