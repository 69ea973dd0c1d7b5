using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations.Functions;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Layers;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.Losses;

/// <summary>A loss that the user wrote: a formula of output and target, and a mean over outputs; or one of the two rows along the last dimension, and a mean over these.</summary>
internal sealed record CustomLoss(string Name, FunctionSpec Function) : Loss(Name, Function.IsRow ? LossMean.Positions : LossMean.Outputs)
{
    /// <summary>A loss that was not read.</summary>
    private static readonly FunctionSpec None = new("", Expr.Input(RowInputs.Output), null);

    public static CustomLoss Bind(string name, FunctionSpec? function) => new(name, function is { Formula: not null } ? function : None);

    public override bool IsBounded => false;

    public override string Described => $"{Name}({Function.Name})";

    public override Value Lower(GraphBuilder graph, Value output, Value target)
    {
        if (!Function.IsRow)
        {
            return Apply(graph, "lossTerms", Function.Formula!, [output, target], output.Shape);
        }

        int length = output.Shape[output.Shape.Rank - 1];
        Shape rows = LayerNormLayer.OfRows(output.Shape);
        List<Value> inputs = [output, target];
        HashSet<int> needed = [];
        Need(Function.Formula!);
        for (int k = 0; k < Function.Folds.Count; k++)
        {
            // What nobody reads has a place, but no ops.
            RowFold fold = Function.Folds[k];
            inputs.Add(needed.Contains(k) ? Lowered($"loss{(fold.IsSum ? "Sum" : "Largest")}{k + 1}", fold) : output);
        }

        return Apply(graph, "lossTerms", OfInputs(Function.Formula!), inputs, rows);

        void Need(Expr formula)
        {
            foreach (int k in formula.Descendants().OfType<Input>().Select(i => i.Index - RowInputs.First).Where(k => k >= 0 && needed.Add(k)).ToList())
            {
                Need(Function.Folds[k].Term);
            }
        }

        Value Lowered(string name, RowFold fold)
        {
            Value terms = Apply(graph, $"{name}Terms", OfInputs(fold.Term), inputs, output.Shape);
            return fold.IsSum ? graph.Reduce(name, ReduceKind.Sum, terms, rows) : Largest(graph, name, terms, rows);
        }

        // The length is known now, so what follows it moves up.
        Expr OfInputs(Expr formula) => formula.Substitute([Expr.Input(0), Expr.Input(1), length, .. Enumerable.Range(2, Function.Folds.Count).Select(Expr.Input)]);
    }

    /// <summary>
    /// The largest of each row as the mean of those that nothing exceeds. So a number that is none stays, as a maximum of machine instructions may lose it, and the slope
    /// is shared by equal ones, as PyTorch's amax shares it; the maximum itself is only compared with, and has none.
    /// </summary>
    private static Value Largest(GraphBuilder graph, string name, Value terms, Shape rows)
    {
        if (terms.Shape == rows)
        {
            return terms;
        }

        Value most = graph.Reduce($"{name}Most", ReduceKind.Max, terms, rows);
        Value Sum(string part, Expr ofEqual) => graph.Reduce(
            $"{name}{part}", ReduceKind.Sum, graph.Map($"{name}{part}Terms", Expr.Select(Expr.Input(0), Comparison.Less, Expr.Input(1), 0, ofEqual), terms, most), rows);
        Value sum = Sum("Sum", Expr.Input(0)), count = Sum("Count", 1);
        return graph.Map(name, Expr.Select(Expr.Input(1), Comparison.Greater, 0, Expr.Input(0) / Expr.Input(1), Expr.Input(2)), sum, count, most);
    }

    /// <summary>A Map that reads no more than it needs, of a shape that it need not have from what it reads.</summary>
    private static Value Apply(GraphBuilder graph, string name, Expr formula, IReadOnlyList<Value> inputs, Shape shape)
    {
        List<int> used = [.. Enumerable.Range(0, inputs.Count).Where(k => Derivative.DependsOn(formula, k))];
        Value result = graph.Value(name, shape);
        graph.Map(result, formula.Substitute([.. inputs.Select((_, k) => Expr.Input(System.Math.Max(0, used.IndexOf(k))))]), [.. used.Select(k => inputs[k])]);
        return result;
    }
}
