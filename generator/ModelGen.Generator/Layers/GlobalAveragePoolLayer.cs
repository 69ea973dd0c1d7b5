using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>The mean of each channel over all positions; of sequences with lengths, whose padding is zeros, over the real ones.</summary>
internal sealed record GlobalAveragePoolLayer(string Name) : Layer(Name)
{
    public static GlobalAveragePoolLayer Bind(LayerDeclaration declaration) => new(declaration.Name);

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => inputs[0].Rank > 1 ? SequenceUse.Ends : SequenceUse.Refused;

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => Shape.Of(input[input.Rank - 1]);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape channels = OutputShape(input.Shape.WithoutBatch);
        int positions = input.Shape.Length / channels.Length;
        Value rows = graph.Reshape($"{Name}Positions", input, Shape.Of(positions, channels.Length).Batched);
        Axis b = new("b", Shape.Batch), c = new("c", channels.Length), p = new("p", positions);
        SequenceLengths? lengths = graph.LengthsOf();
        int times = lengths is null ? 1 : input.Shape[1];
        Value share = graph.Constant($"{Name}Share", Shape.Scalar, (double)times / positions);
        Value mean = graph.Contract(
            lengths is null ? Name : $"{Name}OfTimes", channels.Batched, AffineMap.Of(b, c), rows, AffineMap.Of(b, p, c), share, AffineMap.Of(), [b, c, p]);
        return lengths is null ? mean : graph.Map(Name, Expr.Input(0) / Expr.Input(1), mean, lengths.Length);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [];

    public override string Describe() => "GlobalAveragePool";
}
