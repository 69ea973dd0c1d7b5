using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Shapes;

namespace ModelGen.Generator.ReferenceForm;

/// <summary>Cuts a graph into the methods of the reference form and lays out its memory: what the user sees of it as in the model, then one tensor after the other.</summary>
internal static class ReferencePlanner
{
    /// <returns>Null where memory without sharing would be more than an array holds.</returns>
    public static ReferencePlan? Plan(OpGraph graph, Layouts layouts, int maxBatch)
    {
        BufferPlan persistent = BufferPlanner.Persistent(graph, maxBatch, keepsInput: false);
        ReferenceMemory memory = new(persistent, layouts, maxBatch);
        EquatableArray<Op> losses = graph.Ops(Pass.Loss), backwards = graph.Ops(Pass.Backward);
        ReferencePass forward = PassOf("Forward", graph.Ops(Pass.Forward, Pass.Statistics), [graph.Output, .. graph.Outputs, .. ReadBy(losses, backwards)]);
        memory.Place(forward);
        ReferencePass? predict = null;
        if (graph.Inference is { } inference)
        {
            predict = PassOf("Predict", StepPrograms.Predict(graph).Ops, [inference.Output, .. inference.Outputs]);
            memory.Place(predict);
        }

        ReferenceTraining? training = null;
        if (graph.Loss is not null)
        {
            Op[] ofSum = [.. Ancestors(losses, graph.LossSum!)];
            Op[] ofMean = [.. losses.Where(op => !ofSum.Contains(op))];
            Value[] returned = [graph.LossSum!, graph.Loss];
            ReferencePass lossSum = PassOf("LossSum", [.. ofSum], [.. ReadBy(backwards).Except(returned)], graph.LossSum);
            ReferencePass meanLoss = PassOf("MeanLoss", [.. ofMean], [.. ReadBy(backwards).Except(returned)], graph.Loss);
            ReferencePass backward = PassOf("Backward", backwards, [.. graph.Parameters.Select(p => p.Gradient).Append(graph.InputGradient).OfType<Value>()]);
            ReferencePass? update = graph.Ops(Pass.Update).Count == 0 ? null
                : new ReferencePass(ReferenceUpdates.Together(ReferenceFusion.Apply(StepPrograms.Update(graph)), memory), []);
            foreach (ReferencePass? pass in new[] { lossSum, meanLoss, backward, update })
            {
                memory.Place(pass);
            }

            training = new ReferenceTraining(lossSum, meanLoss, backward, update, BufferPlanner.Align(persistent.ParameterCount));
        }

        return memory.Length > BufferPlan.LongestArray ? null : new ReferencePlan(graph, forward, predict, training, memory.Places, memory.Length);
    }

    /// <param name="kept">What other passes find in memory.</param>
    /// <param name="returned">A number that is handed over instead.</param>
    private static ReferencePass PassOf(string name, EquatableArray<Op> ops, EquatableArray<Value> kept, Value? returned = null) =>
        new(ReferenceFusion.Apply(new StepProgram(name, ops, returned is null ? kept : [.. kept, returned])), kept);

    private static IEnumerable<Value> ReadBy(params EquatableArray<Op>[] ops) => ops.SelectMany(o => o).SelectMany(op => op.Inputs);

    /// <summary>The ops without which <paramref name="value"/> would not be there, in order.</summary>
    private static IEnumerable<Op> Ancestors(IEnumerable<Op> ops, Value value)
    {
        HashSet<Value> needed = [value];
        List<Op> found = [];
        foreach (Op op in ops.Reverse().Where(op => op.Outputs.Any(needed.Contains)))
        {
            needed.UnionWith(op.Inputs);
            found.Insert(0, op);
        }

        return found;
    }
}
