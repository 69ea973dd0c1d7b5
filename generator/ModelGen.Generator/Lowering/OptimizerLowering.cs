using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Optimizers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Lowering;

/// <summary>The update of every trainable tensor: one Map each, with all that the optimizer's rule says.</summary>
internal static class OptimizerLowering
{
    // torch.nn.utils.clip_grad_norm_ adds this to the norm it divides by.
    private const double NormFloor = 1e-6;

    /// <summary>The optimizer's memory of a tensor.</summary>
    public static EquatableArray<OptimizerState> DeclareStates(GraphBuilder graph, Optimizer optimizer, Parameter parameter) => optimizer.Rule.States
        .Select(s => new OptimizerState(graph.Value(parameter.Value.Name + s.Name, parameter.Value.Shape, ValueRole.State), s.Name, s.Initial, s.IsNonNegative))
        .ToEquatableArray();

    /// <summary>Adds the update of every tensor that has a gradient.</summary>
    public static void Lower(GraphBuilder graph, Optimizer optimizer)
    {
        if (graph.Parameters.All(p => p.Gradient is null))
        {
            return;
        }

        graph.Scalars.AddRange(optimizer.Rule.Scalars);
        Expr gradient = Expr.Input(1);
        if (optimizer.ClipValue > 0)
        {
            gradient = Expr.Max(-optimizer.ClipValue, Expr.Min(optimizer.ClipValue, gradient));
        }

        Value? clip = optimizer.ClipNorm > 0 ? NormFactor(graph, optimizer.ClipNorm, gradient.Substitute([0, Expr.Input(0)])) : null;
        foreach (Parameter parameter in graph.Parameters.Where(p => p.Gradient is not null))
        {
            Update(graph, parameter, optimizer.Rule, gradient, clip);
        }
    }

    /// <summary>min(1, limit / (norm of all gradients)), the factor that clips them together.</summary>
    private static Value NormFactor(GraphBuilder graph, double limit, Expr gradient)
    {
        List<Value> sums = [];
        foreach (Parameter parameter in graph.Parameters.Where(p => p.Gradient is not null))
        {
            Value squares = graph.Map($"{parameter.Value.Name}GradientSquares", gradient * gradient, parameter.Gradient!);
            sums.Add(graph.Reduce($"{parameter.Value.Name}GradientSquareSum", ReduceKind.Sum, squares, Shape.Scalar));
        }

        Expr total = Enumerable.Range(0, sums.Count).Select(Expr.Input).Aggregate((a, b) => a + b);
        return graph.Map("clip", Expr.Min(1, limit / (Expr.Sqrt(total) + NormFloor)), [.. sums]);
    }

    private static void Update(GraphBuilder graph, Parameter parameter, UpdateRule rule, Expr gradient, Value? clip)
    {
        Value[] states = [.. parameter.States.Select(s => s.Value)];
        List<Value> inputs = [parameter.Value, parameter.Gradient!, .. states];
        if (clip is not null)
        {
            gradient *= Expr.Input(inputs.Count);
            inputs.Add(clip);
        }

        Expr[] arguments = [Expr.Input(0), gradient, .. states.Select((_, k) => Expr.Input(2 + k))];
        Expr[] bodies = [rule.Parameter.Substitute(arguments), .. rule.States.Select(s => s.Next.Substitute(arguments))];
        Value[] outputs =
        [
            graph.Value($"{parameter.Value.Name}Next", parameter.Value.Shape, ValueRole.Parameter, overwrites: parameter.Value),
            .. states.Select(s => graph.Value($"{s.Name}Next", s.Shape, ValueRole.State, overwrites: s)),
        ];
        graph.Map(outputs.ToEquatableArray(), bodies.ToEquatableArray(), inputs.ToEquatableArray());
    }
}
