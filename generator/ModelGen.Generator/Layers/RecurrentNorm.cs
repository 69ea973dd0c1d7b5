using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>A layer normalisation inside a recurrent layer: weight · (x − mean) / √(variance + ε) + bias, over all that belongs to an example at a time.</summary>
/// <param name="Bias">Null without.</param>
internal sealed record RecurrentNorm(Value Weight, Value? Bias)
{
    private const double Epsilon = 1e-5;

    public Value Lower(GraphBuilder graph, string name, Value x)
    {
        Moments moments = Moments.Of(graph, name, x, LayerNormLayer.OfRows(x.Shape), 1.0 / x.Shape[x.Shape.Rank - 1]);
        Value inverse = Moments.InverseDeviation(graph, name, moments.Variance, Epsilon);
        Expr scaled = Input(0) * Input(1) * Input(2);
        return Bias is null ? graph.Map(name, scaled, moments.Centered, inverse, Weight) : graph.Map(name, scaled + Input(3), moments.Centered, inverse, Weight, Bias);
    }
}
