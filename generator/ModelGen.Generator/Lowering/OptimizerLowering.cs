using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Optimizers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Lowering;

/// <summary>The update of every trainable tensor: one Map each, with all that the optimizer's rule says; before these, what looks at whole tensors.</summary>
internal static class OptimizerLowering
{
    // torch.nn.utils.clip_grad_norm_ adds this to the norm it divides by.
    private const double NormFloor = 1e-6;

    /// <summary>The optimizer's memory of a tensor.</summary>
    public static EquatableArray<OptimizerState> DeclareStates(GraphBuilder graph, Optimizer optimizer, Parameter parameter) => optimizer.Rule.States
        .Select(s => new OptimizerState(graph.Value(parameter.Value.Name + s.Name, parameter.Value.Shape, ValueRole.State), s.Name, s.Initial, s.IsNonNegative))
        .ToEquatableArray();

    /// <summary>Adds the update of every tensor that has a gradient.</summary>
    /// <param name="outputs">What the network computes.</param>
    public static void Lower(GraphBuilder graph, Optimizer optimizer, IEnumerable<Value> outputs)
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
        IReadOnlyDictionary<Parameter, Value> directions = Directions(graph, optimizer.Rule.Matrices, gradient, clip, outputs);
        foreach (Parameter parameter in graph.Parameters.Where(p => p.Gradient is not null))
        {
            Update(graph, parameter, optimizer.Rule, gradient, clip, directions.TryGetValue(parameter, out Value? direction) ? direction : null);
        }
    }

    /// <summary>Where the steps of weights go that are updated as matrices.</summary>
    private static IReadOnlyDictionary<Parameter, Value> Directions(GraphBuilder graph, MatrixRule? rule, Expr gradient, Value? clip, IEnumerable<Value> outputs)
    {
        Dictionary<Parameter, Value> directions = [];
        if (rule is null)
        {
            return directions;
        }

        ISet<Value> hidden = HiddenWeights.Of(graph.Steps, graph.Parameters, outputs, rule.IncludesOutputs);
        foreach (Parameter parameter in graph.Parameters.Where(p => p.Gradient is not null && hidden.Contains(p.Value)))
        {
            (Value[] inputs, Expr[] arguments) = Arguments(parameter, gradient, clip);
            string name = parameter.Value.Name;
            Value direction = graph.Value($"{name}Direction", parameter.Value.Shape);
            graph.Map(direction, rule.Sought.Substitute(arguments), inputs);
            directions[parameter] = Orthogonalization.Lower(graph, name, direction, rule.Steps, Factor(rule, parameter.Value.Shape));
        }

        return directions;
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

    private static void Update(GraphBuilder graph, Parameter parameter, UpdateRule rule, Expr gradient, Value? clip, Value? direction)
    {
        (Value[] inputs, Expr[] arguments) = Arguments(parameter, gradient, clip);
        IEnumerable<Expr> formulas = direction is null ? [rule.Parameter, .. rule.States.Select(s => s.Next)] : AlongDirection(rule.Matrices!, place: inputs.Length);
        IEnumerable<Value> places = parameter.States.Select(s => s.Value).Prepend(parameter.Value);

        // A state that this rule has no use for stays as it is.
        (Expr Formula, Value Place)[] changes = [.. formulas.Zip(places, (formula, place) => (formula, place)).Where(c => c.formula is not Input { Index: > 1 })];
        Value[] outputs = [.. changes.Select(c => graph.Value($"{c.Place.Name}Next", c.Place.Shape, c.Place.Role, overwrites: c.Place))];
        arguments = direction is null ? arguments : [.. arguments, .. Enumerable.Range(arguments.Length, inputs.Length + 1 - arguments.Length).Select(Expr.Input)];
        graph.Map(outputs.ToEquatableArray(), [.. changes.Select(c => c.Formula.Substitute(arguments))], [.. inputs, .. new[] { direction }.OfType<Value>()]);
    }

    /// <summary>What the formulas of a rule read, and what stands for it in a Map of these inputs.</summary>
    private static (Value[] Inputs, Expr[] Arguments) Arguments(Parameter parameter, Expr gradient, Value? clip)
    {
        List<Value> inputs = [parameter.Value, parameter.Gradient!, .. parameter.States.Select(s => s.Value)];
        int states = parameter.States.Count;
        if (clip is not null)
        {
            gradient *= Expr.Input(inputs.Count);
            inputs.Add(clip);
        }

        return ([.. inputs], [Expr.Input(0), gradient, .. Enumerable.Range(2, states).Select(Expr.Input)]);
    }

    /// <summary>The formulas of a matrix, whose direction is input <paramref name="place"/>.</summary>
    private static IEnumerable<Expr> AlongDirection(MatrixRule rule, int place) =>
        rule.States.Prepend(rule.Parameter).Select(formula => formula.Rewrite(e => e == RuleTerms.Direction ? Expr.Input(place) : null));

    /// <summary>The size of a weight's steps.</summary>
    /// <remarks>0.2 √max(A, B) makes its numbers as large as those of AdamW's steps (Liu et al. 2025, equation 4), √max(1, A / B) is Jordan's.</remarks>
    private static double Factor(MatrixRule rule, Shape shape)
    {
        double rows = shape[0], columns = shape.Length / rows;
        return rule.MatchesAdamW ? 0.2 * Math.Sqrt(Math.Max(rows, columns)) : Math.Sqrt(Math.Max(1, rows / columns));
    }
}
