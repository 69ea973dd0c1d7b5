using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>
/// A large batch goes through the network in groups of examples whose activations stay in the cache from the first layer to the last and back. Each group adds
/// to the gradients; what does not depend on examples, the penalties, is added once at the end.
/// </summary>
/// <param name="Group">The loss and the gradients of a group's examples; the loss is a sum.</param>
/// <param name="Finish">What is done once.</param>
internal sealed record GroupPrograms(StepProgram Group, StepProgram Finish)
{
    /// <summary>Whether no example has to do with another before the loss: with batch statistics they have.</summary>
    public static bool AreApart(OpGraph graph) => graph.Ops(Pass.Forward).All(op => op.Outputs.All(o => o.Shape.HasBatch) || !op.Inputs.Any(i => i.Shape.HasBatch));

    public static GroupPrograms Of(OpGraph graph)
    {
        Op[] ops = [.. graph.Ops(Pass.Loss, Pass.Backward)];
        HashSet<Value> ofExamples = OfExamples(ops);
        Value[] lossSums = [.. ops.OfType<ReduceOp>().Where(r => r.Result.Shape.Rank == 0 && ofExamples.Contains(r.Result)).Select(r => r.Result)];
        if (lossSums.Length != 1)
        {
            throw new NotSupportedException("groups return one sum");
        }

        Value[] gradients = [.. graph.Parameters.Select(p => p.Gradient).OfType<Value>()];
        List<Op> group = [], finish = [];
        foreach (Op op in ops.Where(op => op.Output != graph.Loss))
        {
            if (op is MapOp map && gradients.Contains(map.Output))
            {
                Add(group, map, map.Inputs.Where(ofExamples.Contains));
                Add(finish, map, map.Inputs.Where(i => !ofExamples.Contains(i)));
            }
            else
            {
                group.Add(op);
                finish.Add(op);
            }
        }

        Value[] kept = graph.InputGradient is { } inputGradient ? [lossSums[0], inputGradient] : [lossSums[0]];
        return new GroupPrograms(Needed("Backward", group, kept), Needed("Finish", finish, []));
    }

    /// <summary>Values that depend on examples.</summary>
    private static HashSet<Value> OfExamples(Op[] ops)
    {
        HashSet<Value> values = [];
        foreach (Op op in ops.Where(op => op.Inputs.Any(i => i.Shape.HasBatch || values.Contains(i))))
        {
            values.UnionWith(op.Outputs);
        }

        return values;
    }

    /// <summary>gradient += parts.</summary>
    private static void Add(List<Op> ops, MapOp gradient, IEnumerable<Value> parts)
    {
        Value[] inputs = [gradient.Output, .. parts];
        if (inputs.Length > 1)
        {
            Value sum = new($"{gradient.Output.Name}Sum", gradient.Output.Shape, ValueRole.Gradient) { Overwrites = gradient.Output };
            ops.Add(new MapOp([.. inputs], [sum], [Enumerable.Range(0, inputs.Length).Select(Expr.Input).Aggregate((a, b) => a + b)]));
        }
    }

    /// <summary>The ops that what is kept or overwritten depends on.</summary>
    private static StepProgram Needed(string name, List<Op> ops, Value[] kept)
    {
        HashSet<Value> wanted = [.. kept];
        List<Op> needed = [];
        foreach (Op op in Enumerable.Reverse(ops))
        {
            if (op.Outputs.Any(o => o.Overwrites is not null || wanted.Contains(o)))
            {
                needed.Insert(0, op);
                wanted.UnionWith(op.Inputs.SelectMany(i => new[] { i, i.Storage }));
            }
        }

        return new StepProgram(name, [.. needed], [.. kept]);
    }
}
