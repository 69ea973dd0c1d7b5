using System;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;
using static ModelGen.Generator.Expressions.Expr;

namespace ModelGen.Generator.Layers;

/// <summary>An activation as ops: a Map; for softmax and log-softmax also the Reduce that they subtract.</summary>
internal static class ActivationLowering
{
    public static Value Apply(GraphBuilder graph, ActivationChoice activation, string name, Value x)
    {
        switch (activation.Kind)
        {
            case ActivationKind.Softmax:
                return Map(Exp);
            case ActivationKind.LogSoftmax:
                return Map(y => y);
            default:
                ActivationFunction function = Activations.Of(activation.Kind, activation.Slope, activation.Alpha);
                Value y = graph.Value(name, x.Shape);
                graph.Add(new MapOp([x], [y], [function.Apply(Input(0))]) { Slope = function.Slope(Input(0), Input(1)) });
                return y;
        }

        // Of the logarithm of softmax.
        Value Map(Func<Expr, Expr> formula)
        {
            (Value logSum, Value largest) = LogSumExp(graph, $"{name}LogSumExp", x);
            return graph.Map(name, formula(Input(0) - Input(1) - Input(2)), x, largest, logSum);
        }
    }

    /// <summary>ln Σ exp(x − max x) over the last dimension, for each example, and max x: x − max x − ln Σ exp(x − max x) keeps its digits however large x is.</summary>
    public static (Value LogSum, Value Largest) LogSumExp(GraphBuilder graph, string name, Value x)
    {
        int[] extents = [.. x.Shape.Extents];
        extents[extents.Length - 1] = 1;
        return graph.LogSumExp(name, x, Shape.Of(extents));
    }
}
