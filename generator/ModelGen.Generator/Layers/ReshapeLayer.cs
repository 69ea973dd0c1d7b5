using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Layers;

/// <summary>The same numbers under another shape: a view.</summary>
/// <param name="Shape">Sizes, of which one may be −1: what is left.</param>
internal sealed record ReshapeLayer(string Name, EquatableArray<int> Shape) : Layer(Name)
{
    public static ReshapeLayer Bind(LayerDeclaration declaration) => new(declaration.Name, declaration.Attribute.Integers("Shape"));

    public override Shape OutputShape(Shape input)
    {
        int known = Shape.Where(s => s != -1).Aggregate(1, (length, s) => length * s);
        return new([.. Shape.Select(s => s == -1 ? input.Length / known : s)]);
    }

    public override Value Lower(GraphBuilder graph, Value input) => graph.Reshape(Name, input, OutputShape(input.Shape.WithoutBatch).Batched);

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Shape", OutputShape(input).Extents)];

    public override string Describe() => "Reshape";
}
