using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Autodiff;

/// <summary>For each op, what the gradient of its output says about the gradient of one of its inputs.</summary>
internal static class GradientRules
{
    /// <summary>Adds the ops of the gradient with respect to <c>op.Inputs[k]</c> and returns it, in the input's shape.</summary>
    /// <param name="g">The gradient of the op's output.</param>
    /// <param name="name">The name of the result.</param>
    public static Value Of(GraphBuilder graph, Op op, int k, Value g, string name) => op switch
    {
        MapOp map => OfMap(graph, map, k, g, name),
        ContractOp contract => OfContract(graph, contract, k, g, name),
        MaxPoolOp pool => OfMaxPool(graph, pool, g, name),
        ReduceOp reduce => OfReduce(graph, reduce, g, name),
        ReshapeOp reshape => graph.Reshape(name, g, reshape.Source.Shape),
        RearrangeOp rearrange => OfRearrange(graph, rearrange.Boxes[k], g, name),
        GatherOp gather => OfGather(graph, gather, g, name),
        ByTimeOp by => OfByTime(graph, by, g, name),
        _ => throw new System.ArgumentOutOfRangeException(nameof(op), op.Kind, null),
    };

    /// <summary>Whether <c>op.Inputs[k]</c> has a gradient: an index has none, nor has what a maximum is of, which is only compared with.</summary>
    public static bool Exists(Op op, int k) => !(op is GatherOp && k == 1) && op is not ReduceOp { Reduction: ReduceKind.Max };

    public static string NameOf(Value value) => $"{value.Name}Gradient";

    /// <summary>g · ∂body/∂input, summed over the positions that the input was broadcast to.</summary>
    private static Value OfMap(GraphBuilder graph, MapOp map, int k, Value g, string name)
    {
        int count = map.Inputs.Count;
        Expr slope = map.Slope is { } known
            ? known.Substitute([Expr.Input(count + 1), Expr.Input(0)])
            : Derivative.Of(map.Bodies[0], k);
        bool isBroadcast = map.Inputs[k].Shape != map.Output.Shape;
        Value full = graph.MapReusing(isBroadcast ? $"{name}Terms" : name, Derivative.Times(Expr.Input(count), slope), [.. map.Inputs, g, map.Output], map.Output.Shape);
        return graph.Reduce(name, ReduceKind.Sum, full, map.Inputs[k].Shape);
    }

    /// <summary>A Contract again: the output and the operand change places.</summary>
    private static Value OfContract(GraphBuilder graph, ContractOp c, int k, Value g, string name)
    {
        (Value wanted, AffineMap map, Value other, AffineMap otherMap) = k == 0 ? (c.A, c.AMap, c.B, c.BMap) : (c.B, c.BMap, c.A, c.AMap);
        Value result = graph.Value(name, wanted.Shape);
        graph.Add(k == 0
            ? new ContractOp(g, c.OutputMap, other, otherMap, result, map, c.Axes) { Band = c.Band }
            : new ContractOp(other, otherMap, g, c.OutputMap, result, map, c.Axes) { Band = c.Band });
        return result;
    }

    private static Value OfMaxPool(GraphBuilder graph, MaxPoolOp p, Value g, string name)
    {
        Value result = graph.Value(name, p.Source.Shape);
        graph.Add(new RouteOp(g, p.Position, p.OutputMap, result, p.SourceMap, p.Axes, p.Window));
        return result;
    }

    private static Value OfReduce(GraphBuilder graph, ReduceOp r, Value g, string name) => graph.MapReusing(
        name,
        r.Reduction switch
        {
            ReduceKind.Sum => Expr.Input(0),
            ReduceKind.LogSumExp => Expr.Input(0) * Expr.Exp(Expr.Input(1) - Expr.Input(2) - Expr.Input(3)),
            _ => throw new System.ArgumentOutOfRangeException(nameof(r), r.Reduction, null),
        },
        [g, r.Source, r.Largest ?? r.Source, r.Result],
        r.Source.Shape);

    /// <summary>The way back; of the times that were not moved it is 0.</summary>
    private static Value OfByTime(GraphBuilder graph, ByTimeOp by, Value g, string name)
    {
        Value result = graph.Value(name, by.Source.Shape);
        graph.Add(new ByTimeOp(g, result, !by.GoesByTime, by.Offset, by.IsReversed));
        return result;
    }

    private static Value OfGather(GraphBuilder graph, GatherOp gather, Value g, string name)
    {
        Value result = graph.Value(name, gather.Table.Shape);
        graph.Add(new ScatterAddOp(g, gather.Indices, result));
        return result;
    }

    /// <summary>The box the other way. A number that went to several places has the sum of their gradients.</summary>
    private static Value OfRearrange(GraphBuilder graph, Box box, Value g, string name)
    {
        Shape shape = box.Source.Shape;
        Axis[] repeated = [.. box.Axes.Where(a => Enumerable.Range(0, shape.Rank).All(d => box.SourceMap.Coefficient(d, a) == 0))];
        if (repeated.Length == 0)
        {
            return graph.Rearrange(name, shape, new Box(g, box.ResultMap, box.SourceMap, box.Axes));
        }

        // The places side by side along one more dimension, then their sum.
        List<(Axis, int)> copy = [];
        int copies = 1;
        foreach (Axis axis in repeated.Reverse())
        {
            copy.Insert(0, (axis, copies));
            copies *= axis.Extent;
        }

        AffineMap places = new([.. box.SourceMap.Indices, new AffineIndex([.. copy])]);
        Value parts = graph.Rearrange($"{name}Parts", Shape.Of([.. shape.Extents, copies]), new Box(g, box.ResultMap, places, box.Axes));
        return graph.Reshape(name, graph.Reduce($"{name}Sums", ReduceKind.Sum, parts, Shape.Of([.. shape.Extents, 1])), shape);
    }
}
