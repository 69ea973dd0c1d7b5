using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>The arithmetic that all normalisations share.</summary>
/// <param name="Mean">The mean of the numbers normalised together.</param>
/// <param name="Centered">What is normalised, without that mean.</param>
/// <param name="Variance">The mean square of the centred numbers: the mean is subtracted first, so that nothing cancels.</param>
internal sealed record Moments(Value Mean, Value Centered, Value Variance)
{
    /// <param name="name">What names begin with.</param>
    /// <param name="statistics">The shape of the mean: <paramref name="x"/>'s where numbers are not summed up, 1 or nothing where they are.</param>
    /// <param name="share">1 / how many numbers are summed up.</param>
    public static Moments Of(GraphBuilder graph, string name, Value x, Shape statistics, Expr share)
    {
        Value mean = graph.Map($"{name}Mean", share * Input(0), graph.Reduce($"{name}Sum", ReduceKind.Sum, x, statistics));
        Value centered = graph.Map($"{name}Centered", Input(0) - Input(1), x, mean);
        return new Moments(mean, centered, MeanSquare(graph, name, "Variance", centered, statistics, share));
    }

    /// <summary>The mean of x².</summary>
    public static Value MeanSquare(GraphBuilder graph, string name, string part, Value x, Shape statistics, Expr share)
    {
        Value squares = graph.Map($"{name}Squares", Input(0) * Input(0), x);
        return graph.Map($"{name}{part}", share * Input(0), graph.Reduce($"{name}SquareSum", ReduceKind.Sum, squares, statistics));
    }

    /// <summary>1 / √(variance + ε), whose slope is −½ of its cube.</summary>
    public static Value InverseDeviation(GraphBuilder graph, string name, Value variance, double epsilon)
    {
        Value inverse = graph.Value($"{name}InverseDeviation", variance.Shape);
        graph.Add(new MapOp([variance], [inverse], [1 / Sqrt(Input(0) + epsilon)]) { Slope = -0.5 * (Input(0) * (Input(0) * Input(0))) });
        return inverse;
    }
}
