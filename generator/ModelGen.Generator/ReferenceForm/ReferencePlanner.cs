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
    /// <summary>The whole model in one memory, to be read and to compare with.</summary>
    /// <returns>Null where memory without sharing would be more than an array holds.</returns>
    public static ReferencePlan? Whole(OpGraph graph, Layouts layouts, int maxBatch)
    {
        ReferenceMemory memory = new(BufferPlanner.Persistent(graph, maxBatch, keepsInput: false), layouts, maxBatch);
        ReferencePass forward = memory.Place(Forward(graph));
        ReferencePass? predict = graph.Inference is null ? null : memory.Place(Predict(graph));
        ReferenceLoss? loss = Loss(graph, memory, readLater: ReadBy(graph.Ops(Pass.Backward)));
        ReferenceTraining? training = loss is null ? null : Training(graph, memory);
        return memory.Length > BufferPlan.LongestArray ? null : new ReferencePlan(graph, forward, predict, loss, training, null, memory.Places, maxBatch, memory.Length);
    }

    /// <summary>What training runs, behind the gradients, the states and a copy of the inputs.</summary>
    /// <param name="persistent">Where these lie.</param>
    /// <param name="takesClasses">Whether targets may be classes.</param>
    public static ReferencePlan ForTraining(OpGraph graph, BufferPlan persistent, bool takesClasses, Layouts layouts, int maxBatch)
    {
        ReferenceMemory memory = new(persistent, layouts, maxBatch);
        ReferencePass forward = memory.Place(Forward(graph));
        ReferenceLoss? loss = Loss(graph, memory, readLater: ReadBy(graph.Ops(Pass.Backward)));
        ReferenceTraining training = Training(graph, memory);
        Value? classTargets = takesClasses ? memory.Place(ClassTargets(graph)) : null;
        return new ReferencePlan(graph, forward, null, loss, training, classTargets, memory.Places, maxBatch, memory.Length);
    }

    /// <summary>What Predict and Evaluate run, in memory of its own.</summary>
    /// <inheritdoc cref="ForTraining"/>
    public static ReferencePlan ForInference(OpGraph graph, BufferPlan persistent, bool takesClasses, Layouts layouts, int maxBatch)
    {
        ReferenceMemory memory = new(persistent with { Arena = [], ArenaLength = 0 }, layouts, maxBatch);
        ReferencePass predict = memory.Place(Predict(graph));
        ReferenceLoss? loss = Loss(graph, memory, readLater: []);
        Value? classTargets = takesClasses ? memory.Place(ClassTargets(graph)) : null;
        return new ReferencePlan(graph, null, predict, loss, null, classTargets, memory.Places, maxBatch, memory.Length);
    }

    private static ReferencePass Forward(OpGraph graph) => PassOf(
        "Forward", graph.Ops(Pass.Forward, Pass.Statistics), [graph.Output, .. graph.Outputs, .. ReadBy(graph.Ops(Pass.Loss), graph.Ops(Pass.Backward))]);

    private static ReferencePass Predict(OpGraph graph) => PassOf("Predict", StepPrograms.Predict(graph).Ops, [graph.Predicting.Output, .. graph.Predicting.Outputs]);

    /// <param name="readLater">What the passes after it read.</param>
    private static ReferenceLoss? Loss(OpGraph graph, ReferenceMemory memory, IEnumerable<Value> readLater)
    {
        if (graph.Loss is null)
        {
            return null;
        }

        EquatableArray<Op> losses = graph.Ops(Pass.Loss);
        Op[] ofSum = [.. Ancestors.Of([graph.LossSum!, .. new[] { graph.LossCount }.OfType<Value>()], losses)];
        Op[] ofMean = [.. losses.Where(op => !ofSum.Contains(op))];
        EquatableArray<Value> kept = [.. readLater.Except([graph.LossSum!, graph.Loss]), .. new[] { graph.LossCount, graph.LossShare }.OfType<Value>()];
        return new ReferenceLoss(
            memory.Place(PassOf("LossSum", [.. ofSum], kept, graph.LossSum)),
            memory.Place(PassOf("MeanLoss", [.. ofMean], kept, graph.Loss)));
    }

    private static ReferenceTraining Training(OpGraph graph, ReferenceMemory memory)
    {
        OpGraph? given = graph.Given;
        EquatableArray<Op> all = graph.Ops(Pass.Backward), copies = [.. given?.Ops(Pass.Backward).Where(op => op.Outputs.Any(graph.OutputGradients.Contains)) ?? []];
        EquatableArray<Op> layers = given is null ? all : [.. given.Ops(Pass.Loss).Where(graph.Ops(Pass.Loss).Contains), .. given.Ops(Pass.Backward).Where(op => !copies.Contains(op))];
        ReferencePass? fromLoss = given is null ? null : memory.Place(PassOf("FromLoss", [.. Ancestors.Of(graph.OutputGradients, all)], graph.OutputGradients));
        ReferencePass? fromGiven = given is null ? null : memory.Place(PassOf("FromGiven", copies, graph.OutputGradients));
        ReferencePass backward = memory.Place(PassOf("Backward", layers, [.. graph.Parameters.Select(p => p.Gradient).Append(graph.InputGradient).OfType<Value>()]));
        ReferencePass? update = graph.Ops(Pass.Update).Count == 0 ? null
            : memory.Place(new ReferencePass(ReferenceUpdates.Together(ReferenceFusion.Apply(StepPrograms.Update(graph)), memory), []));
        return new ReferenceTraining(backward, update, BufferPlanner.Align(graph.Parameters.Sum(p => (long)p.Value.Shape.Length))) { FromLoss = fromLoss, FromGiven = fromGiven };
    }

    /// <summary>Targets as numbers; no layer's name is among the reserved ones.</summary>
    private static Value ClassTargets(OpGraph graph) => new("targets", graph.Output.Shape, ValueRole.Intermediate);

    /// <param name="kept">What other passes find in memory.</param>
    /// <param name="returned">A number that is handed over instead.</param>
    private static ReferencePass PassOf(string name, EquatableArray<Op> ops, EquatableArray<Value> kept, Value? returned = null) =>
        new(ReferenceFusion.Apply(new StepProgram(name, ops, returned is null ? kept : [.. kept, returned])), kept);

    private static IEnumerable<Value> ReadBy(params EquatableArray<Op>[] ops) => ops.SelectMany(o => o).SelectMany(op => op.Inputs);
}
