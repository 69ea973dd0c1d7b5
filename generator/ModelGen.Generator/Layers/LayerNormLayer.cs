using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>y = weight · (x − mean) / √(variance + ε) + bias, over the last dimension.</summary>
internal sealed record LayerNormLayer(string Name, double Epsilon, AffineChoice Affine) : Layer(Name)
{
    public static LayerNormLayer Bind(LayerDeclaration declaration) =>
        new(declaration.Name, declaration.Attribute.Number("Epsilon", 1e-5), AffineChoice.Bind(declaration.Attribute));

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => RowByRow(inputs[0]);

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        int features = input.Shape[input.Shape.Rank - 1];
        Moments moments = Moments.Of(graph, Name, input, OfRows(input.Shape), 1.0 / features);
        Value inverse = Moments.InverseDeviation(graph, Name, moments.Variance, Epsilon);
        return Affine.Lower(graph, Name, features, Input(0) * Input(1), moments.Centered, inverse);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Epsilon", Epsilon), .. Affine.EffectiveSettings()];

    public override string Describe() => "LayerNorm";

    /// <summary>The shape with one number for each row of <paramref name="shape"/>.</summary>
    public static Shape OfRows(Shape shape) => new([.. shape.Extents.Take(shape.Rank - 1), 1]);
}
