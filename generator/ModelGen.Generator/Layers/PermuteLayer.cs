using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>The dimensions in another order.</summary>
/// <param name="Dimensions">For each dimension of the output, that of the input, from 1.</param>
internal sealed record PermuteLayer(string Name, EquatableArray<int> Dimensions) : Layer(Name)
{
    public static PermuteLayer Bind(LayerDeclaration declaration) => new(declaration.Name, declaration.Attribute.Integers("Dimensions"));

    public override Shape OutputShape(Shape input) => new([.. Dimensions.Select(d => input[d - 1])]);

    public override Value Lower(GraphBuilder graph, Value input)
    {
        Axis[] axes = Box.AxesOf(input.Shape);
        AffineMap there = AffineMap.Of([axes[0], .. Dimensions.Select(d => (AffineIndex)axes[d])]);
        Box box = new(input, AffineMap.Of([.. axes.Select(a => (AffineIndex)a)]), there, [.. axes]);
        return graph.Rearrange(Name, OutputShape(input.Shape.WithoutBatch).Batched, box);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Dimensions", Dimensions)];

    public override string Describe() => $"Permute({string.Join(", ", Dimensions)})";
}
