using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>y = weight · (x − mean) / √(variance + ε) + bias, over each group of neighbouring channels at all positions.</summary>
/// <remarks>
/// A group's numbers are brought into one row: with one group or without positions they lie in one, else the groups are copied apart and back.
/// </remarks>
internal sealed record GroupNormLayer(string Name, int Groups, double Epsilon, AffineChoice Affine) : Layer(Name)
{
    public static GroupNormLayer Bind(LayerDeclaration declaration) => new(
        declaration.Name,
        declaration.Attribute.Integer("Groups"),
        declaration.Attribute.Number("Epsilon", 1e-5),
        AffineChoice.Bind(declaration.Attribute));

    public override string WhyNoLengths => "it joins all times, those of the padding too; LayerNorm and RmsNorm take each time by itself";

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        int channels = input.Shape[input.Shape.Rank - 1], positions = input.Shape.Length / channels, size = input.Shape.Length / Groups;
        bool isApart = Groups == 1 || positions == 1;
        Shape byPosition = Shape.Of(positions, Groups, channels / Groups).Batched, byGroup = Shape.Of(Groups, positions, channels / Groups).Batched;
        Value apart = isApart ? input : Swapped($"{Name}Apart", graph.Reshape($"{Name}Positions", input, byPosition), byGroup);

        Value rows = graph.Reshape($"{Name}Groups", apart, Shape.Of(Groups, size).Batched);
        Moments moments = Moments.Of(graph, Name, rows, LayerNormLayer.OfRows(rows.Shape), 1.0 / size);
        Value inverse = Moments.InverseDeviation(graph, Name, moments.Variance, Epsilon);
        Value normal = graph.Map($"{Name}Normal", Input(0) * Input(1), moments.Centered, inverse);

        Value together = isApart ? normal : Swapped($"{Name}Together", graph.Reshape($"{Name}NormalGroups", normal, byGroup), byPosition);
        return Affine.Lower(graph, Name, channels, Input(0), graph.Reshape($"{Name}Normalised", together, input.Shape));

        // The first two dimensions of an example exchanged.
        Value Swapped(string name, Value value, Shape shape)
        {
            Axis[] axes = Box.AxesOf(value.Shape);
            AffineIndex[] from = [.. axes.Select(a => (AffineIndex)a)];
            return graph.Rearrange(name, shape, new Box(value, AffineMap.Of(from), AffineMap.Of(from[0], from[2], from[1], from[3]), [.. axes]));
        }
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Groups", Groups), new("Epsilon", Epsilon), .. Affine.EffectiveSettings()];

    public override string Describe() => $"GroupNorm({Groups})";
}
