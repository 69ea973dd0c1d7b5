using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>An image without its border, or a sequence without its first and last steps.</summary>
internal sealed record CropLayer(string Name, BorderSides Sides) : Layer(Name)
{
    public static CropLayer Bind(LayerDeclaration declaration) => new(declaration.Name, BorderSides.Bind(declaration.Attribute, "Cropping"));

    public override Shape OutputShape(Shape input) => Sides.Around(input, sign: -1);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Shape shape = OutputShape(input.Shape.WithoutBatch).Batched;
        int[] offsets = Sides.Offsets(shape);
        Axis[] axes = Box.AxesOf(shape);
        AffineMap there = AffineMap.Of([.. axes.Select((a, d) => Box.Plus(a, offsets[d]))]);
        return graph.Rearrange(Name, shape, new Box(input, there, AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]), [.. axes]));
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => Sides.EffectiveSettings(input);

    public override string Describe() => $"Crop({Sides.Describe()})";
}
