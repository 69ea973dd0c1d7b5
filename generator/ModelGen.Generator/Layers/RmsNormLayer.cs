using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>y = weight · x / √(mean of x² + ε), over the last dimension.</summary>
internal sealed record RmsNormLayer(string Name, double Epsilon, AffineChoice Affine) : Layer(Name)
{
    public static RmsNormLayer Bind(LayerDeclaration declaration) =>
        new(declaration.Name, declaration.Attribute.Number("Epsilon", 1.1920928955078125e-07), AffineChoice.Bind(declaration.Attribute, hasBias: false));

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        int features = input.Shape[input.Shape.Rank - 1];
        Value meanSquare = Moments.MeanSquare(graph, Name, "MeanSquare", input, LayerNormLayer.OfRows(input.Shape), 1.0 / features);
        Value inverse = Moments.InverseDeviation(graph, Name, meanSquare, Epsilon);
        return Affine.Lower(graph, Name, features, Input(0) * Input(1), input, inverse);
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Epsilon", Epsilon), .. Affine.EffectiveSettings()];

    public override string Describe() => "RmsNorm";
}
