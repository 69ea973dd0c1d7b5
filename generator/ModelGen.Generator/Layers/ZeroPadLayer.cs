using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>Zeros around an image, or before and after a sequence.</summary>
internal sealed record ZeroPadLayer(string Name, BorderSides Sides) : Layer(Name)
{
    public static ZeroPadLayer Bind(LayerDeclaration declaration) => new(declaration.Name, BorderSides.Bind(declaration.Attribute, "Padding"));

    public override Shape OutputShape(Shape input) => Sides.Around(input);

    public override Value Lower(GraphBuilder graph, Value input) =>
        graph.Rearrange(Name, OutputShape(input.Shape.WithoutBatch).Batched, Box.Shifted(input, Sides.Offsets(input.Shape)));

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => Sides.EffectiveSettings(input);

    public override string Describe() => $"ZeroPad({Sides.Describe()})";
}
