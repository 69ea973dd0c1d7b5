using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Planning;

/// <summary>Fuses the ops of every generated member into steps and gives their values places.</summary>
internal static class Planner
{
    // Writing and reading gradients is a sixteenth of a multiplication for each example and parameter, in the cache of the first level.
    private const int FewestExamplesApart = 16, MostParametersApart = 8192;

    /// <param name="size">The bytes of a number.</param>
    public static ModelPlan Plan(OpGraph graph, OpGraph? classes, Layouts layouts, int maxBatch, int size) =>
        LanePlanner.Plan(graph, classes, layouts, maxBatch, size, out string? obstacle) ?? InRows(graph, classes, layouts, maxBatch, size) with { RowsBecause = obstacle };

    /// <summary>The plan with an example after another.</summary>
    private static ModelPlan InRows(OpGraph graph, OpGraph? classes, Layouts layouts, int maxBatch, int size)
    {
        BufferPlan persistent = BufferPlanner.Persistent(graph, maxBatch);
        PlannedProgram predict = new("Predict", Transposition.OfExamples(PlanarActivations.Apply(Fusion.Apply(StepPrograms.Predict(graph)), [graph.Predicting.Output.Storage])), persistent);
        Value output = graph.Predicting.Output.Storage;
        Value[] between = [.. predict.Steps.SelectMany(s => s.Stored).Where(v => v != output)];
        Scratch predicting = Scratch.For(between, size);
        if (graph.Loss is null)
        {
            return new ModelPlan(graph, persistent, predict, predicting, predicting, null, null, []);
        }

        bool updates = graph.Ops(Pass.Update).Count > 0, isSliced = IsSliced(graph, maxBatch);
        StepProgram passing = StepPrograms.Forward(graph, isSliced);
        PlannedProgram forward = Place("Forward", Transposition.OfExamples(Fusion.Apply(passing)), persistent, 0, maxBatch, passing.IsKept);
        PlannedProgram? update = Update(graph, forward.Buffers, layouts, maxBatch);
        TargetPlan[] targets =
        [
            .. new[] { graph, classes, graph.Given }.OfType<OpGraph>().Select(g => new TargetPlan(
                g,
                new PlannedProgram("Loss", Fusion.Apply(StepPrograms.Loss(g)), persistent),
                After(forward, "Backward", StepPrograms.Backward(g, isSliced), layouts, maxBatch),
                updates && !g.TakesGradients && UpdatesCheaply(g) && !IsSmallBeside(persistent, maxBatch) ? Coalescing.Apply(After(forward, "Train", StepPrograms.Train(g), layouts, maxBatch)) : null)).Select(t => t with { Loss = t.Loss with { Steps = SharedLoss.Of(t) } }),
        ];
        // Evaluate lets Predict use the beginning of its scratch.
        Value[] judged = [.. targets.Where(t => !t.IsGradients).SelectMany(t => t.LossOfPortion).SelectMany(s => s.Stored)];
        Scratch evaluating = Scratch.For([.. between, output, .. judged], size);
        return new ModelPlan(graph, persistent, predict, predicting, evaluating, forward, update, targets.ToEquatableArray())
        {
            Statistics = Statistics(graph, forward.Buffers),
            IsSliced = isSliced,
        };
    }

    /// <summary>The optimizer's step; null without one.</summary>
    /// <remarks>What it computes on the way lies where the backward pass did: nothing of that is read any more but the gradients, and the outputs by the user.</remarks>
    /// <param name="buffers">Where the forward pass has left its outputs.</param>
    public static PlannedProgram? Update(OpGraph graph, BufferPlan buffers, Layouts layouts, int maxBatch)
    {
        if (graph.Ops(Pass.Update).Count == 0)
        {
            return null;
        }

        const int AfterAll = int.MaxValue / 2;
        EquatableArray<Step> before = Transposition.OfSquares(Fusion.Apply(StepPrograms.BeforeUpdates(graph)), layouts);
        EquatableArray<Step> updates = Fusion.Apply(StepPrograms.Updates(graph));
        return Coalescing.Apply(Place("Update", [.. before, .. updates], buffers, AfterAll, maxBatch, _ => false));
    }

    /// <summary>Whether several threads may share a training step: there is one, with a loss, and a batch to be cut. What a batch leaves to the next lies in one memory.</summary>
    public static bool IsSliced(OpGraph graph, int maxBatch) => maxBatch > 1 && !graph.TakesGradients && graph.Carried.Count == 0 && graph.Ops(Pass.Update).Count > 0;

    /// <summary>What follows the forward pass of a batch; null where nothing is kept of it.</summary>
    /// <param name="buffers">Where the forward pass has left what it reads.</param>
    public static PlannedProgram? Statistics(OpGraph graph, BufferPlan buffers) =>
        graph.Ops(Pass.Statistics).Count > 0 ? new PlannedProgram("Statistics", Fusion.Apply(StepPrograms.Statistics(graph)), buffers) : null;

    /// <summary>Whether the update is worth doing while the gradient is in a register.</summary>
    /// <remarks>
    /// Plain gradient descent is one multiply-add on a sum that is in a register anyway, and spares writing and reading the gradient. A rule with states
    /// has more to load than the sums leave registers for: with Adam, one flat pass over all parameters afterwards is 20 % faster (measured: 784-128-10).
    /// </remarks>
    public static bool UpdatesCheaply(OpGraph graph) =>
        graph.Ops(Pass.Update).All(op => op is MapOp { Outputs.Count: 1 } update && !update.Bodies[0].IsCostly);

    /// <summary>Whether gradients are few beside what a batch costs: they stay in the cache, and kernels that write them serve Backward and TrainBatch alike.</summary>
    private static bool IsSmallBeside(BufferPlan parameters, int maxBatch) => maxBatch >= FewestExamplesApart && parameters.ParameterCount <= MostParametersApart;

    private static PlannedProgram After(PlannedProgram forward, string name, StepProgram program, Layouts layouts, int maxBatch) =>
        Place(name, Steps(program, layouts, maxBatch), forward.Buffers, forward.Steps.Count, maxBatch, _ => false);

    private static EquatableArray<Step> Steps(StepProgram program, Layouts layouts, int maxBatch) => maxBatch == 1
        ? RowUpdates.Apply(Transposition.Apply(Fusion.Apply(SingleExample.Apply(program), oneExample: true), layouts, maxBatch), layouts)
        : Transposition.Apply(Fusion.Apply(program), layouts, maxBatch);

    /// <param name="first">The number of the program's first step in a whole training step.</param>
    /// <param name="keeps">Whether a value that it stores outlives it.</param>
    private static PlannedProgram Place(string name, EquatableArray<Step> steps, BufferPlan buffers, int first, int maxBatch, Func<Value, bool> keeps)
    {
        Func<Value, int> lastRead = value => keeps(value) ? int.MaxValue : first + LastRead(steps, value);
        return new PlannedProgram(name, steps, BufferPlanner.Place(buffers, steps, first, maxBatch, lastRead));
    }

    public static int LastRead(IReadOnlyList<Step> steps, Value value) =>
        Enumerable.Range(0, steps.Count).Where(i => steps[i].Loaded.Concat(steps[i].Stored).Any(v => v == value || v.Place == value)).DefaultIfEmpty(steps.Count).Max();
}
