using System.Collections.Generic;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>y = weight · x / √(mean of x² + ε), over the last dimension.</summary>
internal sealed record RmsNormLayer(string Name, double Epsilon, AffineChoice Affine) : Layer(Name)
{
    public static RmsNormLayer Bind(LayerDeclaration declaration) =>
        new(declaration.Name, declaration.Attribute.Number("Epsilon", 1.1920928955078125e-07), AffineChoice.Bind(declaration.Attribute, hasBias: false));

    public override SequenceUse UseOf(IReadOnlyList<Shape> inputs) => RowByRow(inputs[0]);

    public override string WhyNoLengths => "its input is one row, along which it goes; declare (times, 1) for a sequence of single numbers";

    public override Shape OutputShape(Shape input) => input;

    public override Value Lower(GraphBuilder graph, Value input)
    {
        int features = input.Shape[input.Shape.Rank - 1];
        if (features == 1)
        {
            return Affine.Lower(graph, Name, features, Input(0), OfOneNumber(graph, input));
        }

        Value meanSquare = Moments.MeanSquare(graph, Name, "MeanSquare", input, LayerNormLayer.OfRows(input.Shape), 1.0 / features);
        Value inverse = Moments.InverseDeviation(graph, Name, meanSquare, Epsilon);
        return Affine.Lower(graph, Name, features, Input(0) * Input(1), input, inverse);
    }

    /// <summary>
    /// x / √(x² + ε) is ±1 but for ε. Its slope is a difference of almost equal numbers, of which rounding would leave nothing, or ε / √(x² + ε)³.
    /// </summary>
    private Value OfOneNumber(GraphBuilder graph, Value input)
    {
        Expr InverseOf(Expr x) => 1 / Sqrt((x * x) + Epsilon);
        Expr argument = InverseOf(Input(1));
        Value normal = graph.Value($"{Name}Normal", input.Shape);
        graph.Add(new MapOp([input], [normal], [Input(0) * InverseOf(Input(0))]) { Slope = Epsilon * (argument * (argument * argument)) });
        return normal;
    }

    public override IEnumerable<Setting> EffectiveSettings(Shape input) => [new("Epsilon", Epsilon), .. Affine.EffectiveSettings()];

    public override string Describe() => "RmsNorm";
}
