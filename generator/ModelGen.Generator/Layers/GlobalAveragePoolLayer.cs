using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>The mean of each channel over all positions.</summary>
internal sealed record GlobalAveragePoolLayer(string Name) : Layer(Name)
{
    public static GlobalAveragePoolLayer Bind(LayerDeclaration declaration) => new(declaration.Name);

    public override Shape OutputShape(Shape input) => Shape.Of(input[input.Rank - 1]);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape channels = OutputShape(input.Shape.WithoutBatch);
        int positions = input.Shape.Length / channels.Length;
        Value rows = graph.Reshape($"{Name}Positions", input, Shape.Of(positions, channels.Length).Batched);
        Axis b = new("b", Shape.Batch), c = new("c", channels.Length), p = new("p", positions);
        Value share = graph.Constant($"{Name}Share", Shape.Scalar, 1.0 / positions);
        return graph.Contract(Name, channels.Batched, AffineMap.Of(b, c), rows, AffineMap.Of(b, p, c), share, AffineMap.Of(), [b, c, p]);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [];

    public override string Describe() => "GlobalAveragePool";
}
