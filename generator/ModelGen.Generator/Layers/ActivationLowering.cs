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
                return graph.Map(name, Exp(Input(0) - Input(1)), x, LogSumExp(graph, $"{name}LogSumExp", x));
            case ActivationKind.LogSoftmax:
                return graph.Map(name, Input(0) - Input(1), x, LogSumExp(graph, $"{name}LogSumExp", x));
            default:
                ActivationFunction function = Activations.Of(activation.Kind, activation.Slope, activation.Alpha);
                Value y = graph.Value(name, x.Shape);
                graph.Add(new MapOp([x], [y], [function.Apply(Input(0))]) { SlopeFromOutput = function.SlopeFromOutput?.Invoke(Input(0)) });
                return y;
        }
    }

    /// <summary>ln Σ exp(x) over the last dimension, for each example.</summary>
    public static Value LogSumExp(GraphBuilder graph, string name, Value x)
    {
        int[] extents = [.. x.Shape.Extents];
        extents[extents.Length - 1] = 1;
        return graph.Reduce(name, ReduceKind.LogSumExp, x, Shape.Of(extents));
    }
}
