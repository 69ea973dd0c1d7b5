using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Kernels;

/// <summary>
/// Writes a log-sum-exp as what a machine does: m = max x, e = exp(x − m), s = Σ e, ln s. Where the region also wants exp(x − m − ln s), it is e · (1 / s),
/// which costs no second exponential.
/// </summary>
internal static class RegionOps
{
    public static EquatableArray<Op> Expand(RegionStep step)
    {
        List<Op> ops = [];
        List<Exponentials> known = [];
        foreach (Op op in step.Ops)
        {
            switch (op)
            {
                case ReduceOp { Reduction: ReduceKind.LogSumExp } reduce:
                    known.Add(Exponentials.Of(reduce));
                    ops.AddRange(known[known.Count - 1].Ops);
                    break;
                case MapOp map:
                    ops.Add(known.Aggregate(map, (m, e) => e.UseIn(m)));
                    break;
                default:
                    ops.Add(op);
                    break;
            }
        }

        // Backwards, so that what fed only something unread goes with it: the logarithm, where only probabilities are wanted.
        for (int i = ops.Count - 1; i >= 0; i--)
        {
            if (!ops[i].Outputs.Any(o => step.Stored.Contains(o) || ops.Any(other => other.Inputs.Any(i => i.Storage == o))))
            {
                ops.RemoveAt(i);
            }
        }

        return ops.ToEquatableArray();
    }

    /// <summary>A log-sum-exp in parts.</summary>
    private sealed record Exponentials(ReduceOp Reduce, Value Values, Value Inverse, EquatableArray<Op> Ops)
    {
        public static Exponentials Of(ReduceOp reduce)
        {
            Value x = reduce.Source, result = reduce.Result, largest = reduce.Largest!, sum = Row("Sum"), inverse = Row("Inverse");
            Value exponentials = new($"{result.Name}Exp", x.Shape, ValueRole.Intermediate);
            return new Exponentials(
                reduce,
                exponentials,
                inverse,
                [
                    new ReduceOp(ReduceKind.Max, x, largest),
                    new MapOp([x, largest], [exponentials], [Expr.Exp(Expr.Input(0) - Expr.Input(1))]),
                    new ReduceOp(ReduceKind.Sum, exponentials, sum),
                    new MapOp([sum], [result], [Expr.Log(Expr.Input(0))]),
                    new MapOp([sum], [inverse], [1 / Expr.Input(0)]),
                ]);

            Value Row(string part) => new(result.Name + part, result.Shape, ValueRole.Intermediate);
        }

        /// <summary>The Map with every exp(x − m − ln s) replaced.</summary>
        public MapOp UseIn(MapOp map)
        {
            List<Value> inputs = [.. map.Inputs];
            int x = inputs.IndexOf(Reduce.Source), m = inputs.IndexOf(Reduce.Largest!), l = inputs.IndexOf(Reduce.Result);
            if (x < 0 || m < 0 || l < 0)
            {
                return map;
            }

            Expr wanted = Expr.Exp(Expr.Input(x) - Expr.Input(m) - Expr.Input(l));
            Expr instead = Expr.Input(inputs.Count) * Expr.Input(inputs.Count + 1);
            Expr[] bodies = [.. map.Bodies.Select(b => b.Rewrite(e => e == wanted ? instead : null))];
            List<Value> known = [.. inputs, Values, Inverse];
            List<Value> used = [.. known.Where((_, k) => bodies.Any(b => Derivative.DependsOn(b, k)))];
            Expr[] places = [.. known.Select(v => Expr.Input(used.IndexOf(v)))];
            return new MapOp(used.ToEquatableArray(), map.Outputs, bodies.Select(b => b.Substitute(places)).ToEquatableArray());
        }
    }
}
