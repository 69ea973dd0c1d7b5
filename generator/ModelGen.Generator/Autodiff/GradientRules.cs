using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Autodiff;

/// <summary>For each op, what the gradient of its output says about the gradient of one of its inputs.</summary>
internal static class GradientRules
{
    /// <summary>Adds the ops of the gradient with respect to <c>op.Inputs[k]</c> and returns it, in the input's shape.</summary>
    /// <param name="g">The gradient of the op's output.</param>
    public static Value Of(GraphBuilder graph, Op op, int k, Value g) => op switch
    {
        MapOp map => OfMap(graph, map, k, g),
        ContractOp contract => OfContract(graph, contract, k, g),
        ReduceOp reduce => OfReduce(graph, reduce, g),
        ReshapeOp reshape => graph.Reshape(NameOf(reshape.Source), g, reshape.Source.Shape),
        _ => throw new System.ArgumentOutOfRangeException(nameof(op), op.Kind, null),
    };

    public static string NameOf(Value value) => $"{value.Name}Gradient";

    /// <summary>g · ∂body/∂input, summed over the positions that the input was broadcast to.</summary>
    private static Value OfMap(GraphBuilder graph, MapOp map, int k, Value g)
    {
        int count = map.Inputs.Count;
        Expr slope = map.SlopeFromOutput is { } fromOutput
            ? fromOutput.Substitute([Expr.Input(count + 1)])
            : Derivative.Of(map.Bodies[0], k);
        Value full = graph.MapReusing(NameOf(map.Inputs[k]), Expr.Input(count) * slope, [.. map.Inputs, g, map.Output], map.Output.Shape);
        return graph.Reduce(NameOf(map.Inputs[k]), ReduceKind.Sum, full, map.Inputs[k].Shape);
    }

    /// <summary>A Contract again: the output and the operand change places.</summary>
    private static Value OfContract(GraphBuilder graph, ContractOp c, int k, Value g)
    {
        (Value wanted, AffineMap map, Value other, AffineMap otherMap) = k == 0 ? (c.A, c.AMap, c.B, c.BMap) : (c.B, c.BMap, c.A, c.AMap);
        Value result = graph.Value(NameOf(wanted), wanted.Shape);
        graph.Add(k == 0
            ? new ContractOp(g, c.OutputMap, other, otherMap, result, map, c.Axes)
            : new ContractOp(other, otherMap, g, c.OutputMap, result, map, c.Axes));
        return result;
    }

    private static Value OfReduce(GraphBuilder graph, ReduceOp r, Value g) => graph.MapReusing(
        NameOf(r.Source),
        r.Reduction switch
        {
            ReduceKind.Sum => Expr.Input(0),
            ReduceKind.Max => Expr.Select(Expr.Input(1), Comparison.Equal, Expr.Input(2), Expr.Input(0), 0),
            _ => Expr.Input(0) * Expr.Exp(Expr.Input(1) - Expr.Input(2)),
        },
        [g, r.Source, r.Result],
        r.Source.Shape);
}
