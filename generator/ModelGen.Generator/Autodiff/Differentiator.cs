using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Autodiff;

/// <summary>Reverse-mode differentiation: one walk from the loss back to what is wanted.</summary>
internal static class Differentiator
{
    /// <summary>Adds the backward pass of everything in <paramref name="graph"/>.</summary>
    /// <param name="wanted">Values, and where the gradients of <paramref name="loss"/> with respect to them go.</param>
    public static void Run(GraphBuilder graph, Value loss, IReadOnlyList<(Value Value, Value Gradient)> wanted)
    {
        Op[] ops = [.. graph.Steps.Select(s => s.Op)];
        Store(graph, wanted, Propagate(graph, ops, [(loss, Seed(graph, loss.Shape))], [.. wanted.Select(w => w.Value)]));
    }

    /// <summary>Writes the gradients that are wanted where they go.</summary>
    private static void Store(GraphBuilder graph, IReadOnlyList<(Value Value, Value Gradient)> wanted, Dictionary<Value, List<Value>> contributions)
    {
        foreach ((Value value, Value gradient) in wanted)
        {
            // What the loss does not depend on has gradient 0.
            if (contributions.TryGetValue(value, out List<Value>? parts))
            {
                parts = SideBySide(graph, gradient.Name, parts);
                if (parts is [var only] && graph.MoveOf(only) is { } move)
                {
                    graph.Add(new RearrangeOp(move.Boxes, gradient));
                }
                else if (parts is [var sums] && graph.Producer<ScatterAddOp>(sums) is { } scatter)
                {
                    graph.Add(new ScatterAddOp(scatter.Source, scatter.Indices, gradient));
                }
                else
                {
                    graph.Map(gradient, SumOf(parts.Count), [.. parts]);
                }
            }
            else
            {
                graph.Map(gradient, 0);
            }
        }
    }

    /// <summary>The same in two parts: from the loss to the gradients of the outputs, which become values of their own, and from these to what is wanted.</summary>
    /// <returns>The gradients of the outputs.</returns>
    public static IReadOnlyList<Value> RunThrough(GraphBuilder graph, Value loss, IReadOnlyList<Value> outputs, IReadOnlyList<(Value Value, Value Gradient)> wanted)
    {
        Op[] losses = [.. graph.Steps.Where(s => s.Pass == Pass.Loss).Select(s => s.Op)], layers = [.. graph.Steps.Where(s => s.Pass == Pass.Forward).Select(s => s.Op)];
        Dictionary<Value, List<Value>> ofLoss = Propagate(graph, losses, [(loss, Seed(graph, loss.Shape))], [.. outputs.Concat(wanted.Select(w => w.Value)).Distinct()]);
        List<Value> gradients = [];
        foreach (Value output in outputs)
        {
            Value gradient = graph.Value($"{output.Name}LossGradient", output.Shape);
            List<Value> parts = ofLoss.TryGetValue(output, out List<Value>? known) ? known : [];
            graph.Map(gradient, parts.Count == 0 ? 0 : SumOf(parts.Count), [.. parts]);
            gradients.Add(gradient);
        }

        (Value, Value)[] penalties = [.. ofLoss.Where(p => p.Key != loss && !outputs.Contains(p.Key) && wanted.Any(w => w.Value == p.Key)).SelectMany(p => p.Value.Select(part => (p.Key, part)))];
        Store(graph, wanted, Propagate(graph, layers, [.. outputs.Zip(gradients, (o, g) => (o, g)), .. penalties], [.. wanted.Select(w => w.Value)]));
        return gradients;
    }

    /// <summary>Adds the ops that lead from the gradients of some values back to others.</summary>
    /// <param name="seeds">Values and their gradients.</param>
    /// <param name="wanted">The values whose gradients are wanted.</param>
    /// <returns>For each value the parts of its gradient, as far as there are any.</returns>
    public static Dictionary<Value, List<Value>> Propagate(GraphBuilder graph, IReadOnlyList<Op> ops, IReadOnlyList<(Value Value, Value Gradient)> seeds, IReadOnlyList<Value> wanted)
    {
        HashSet<Value> reaching = Reaching(ops, wanted);
        Dictionary<Value, int> readers = Ancestors.Of(seeds.Select(s => s.Value), ops).SelectMany(op => op.Inputs).GroupBy(v => v).ToDictionary(g => g.Key, g => g.Count());
        Dictionary<Value, List<Value>> contributions = seeds.GroupBy(s => s.Value).ToDictionary(g => g.Key, g => g.Select(s => s.Gradient).ToList());

        foreach (Op op in ops.Reverse())
        {
            if (op is ScanOp scan)
            {
                foreach ((Value input, Value gradient) in ScanGradients.Of(graph, scan, [.. scan.Outputs.Where(contributions.ContainsKey).Select(o => (o, GradientOf(graph, o, contributions)))], reaching.Contains))
                {
                    Contribute(input, gradient);
                }

                continue;
            }

            if (!contributions.ContainsKey(op.Output) || !reaching.Contains(op.Output))
            {
                continue;
            }

            Value g = GradientOf(graph, op.Output, contributions);
            for (int k = 0; k < op.Inputs.Count; k++)
            {
                Value input = op.Inputs[k];
                if (reaching.Contains(input) && GradientRules.Exists(op, k))
                {
                    string name = GradientRules.NameOf(input) + (readers[input] > 1 ? "Part" : "");
                    Contribute(input, GradientRules.Of(graph, op, k, g, name));
                }
            }
        }

        return contributions;

        void Contribute(Value input, Value gradient)
        {
            if (!contributions.TryGetValue(input, out List<Value>? list))
            {
                contributions[input] = list = [];
            }

            list.Add(gradient);
        }
    }

    /// <summary>The sum of the parts of a gradient.</summary>
    public static Value GradientOf(GraphBuilder graph, Value value, Dictionary<Value, List<Value>> contributions) => Sum(graph, GradientRules.NameOf(value), contributions[value]);

    /// <summary>The values that depend on a wanted one: only they need gradients.</summary>
    private static HashSet<Value> Reaching(IEnumerable<Op> ops, IEnumerable<Value> wanted)
    {
        HashSet<Value> reaching = [.. wanted];
        foreach (Op op in ops)
        {
            if (op.Inputs.Where((input, k) => reaching.Contains(input) && GradientRules.Exists(op, k)).Any())
            {
                // The other outputs, the position of a maximum and the shift of an exponent, have no gradient; what a scan leaves has.
                reaching.UnionWith((op is ScanOp ? op.Outputs : [op.Output]).Where(o => !o.IsIndex));
            }
        }

        return reaching;
    }

    private static Value Seed(GraphBuilder graph, Shape shape)
    {
        Value seed = graph.Value("lossSeed", shape);
        graph.Map(seed, 1);
        return seed;
    }

    private static Value Sum(GraphBuilder graph, string name, List<Value> parts)
    {
        parts = SideBySide(graph, name, parts);
        return parts.Count == 1 ? parts[0] : graph.Map(name, SumOf(parts.Count), [.. parts]);
    }

    /// <summary>Parts of which at most one is not 0 at any place become one, which needs no addition: the gradients of the slices of a tensor.</summary>
    private static List<Value> SideBySide(GraphBuilder graph, string name, List<Value> parts)
    {
        List<Value> others = [];
        List<RearrangeOp> moves = [];
        foreach (Value part in parts)
        {
            if (graph.MoveOf(part) is { } move && move.Boxes.All(b => moves.All(m => m.Boxes.All(b.IsApart))))
            {
                moves.Add(move);
            }
            else
            {
                others.Add(part);
            }
        }

        return moves.Count < 2 ? parts : [.. others, graph.Rearrange(name, parts[0].Shape, [.. moves.SelectMany(m => m.Boxes)])];
    }

    private static Expr SumOf(int count) => Enumerable.Range(0, count).Select(Expr.Input).Aggregate((a, b) => a + b);
}
