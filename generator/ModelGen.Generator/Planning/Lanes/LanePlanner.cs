using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Declarations;
using ModelGen.Generator.Expressions;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Nests;
using ModelGen.Generator.Shapes;
using ModelGen.Generator.Vectors;

namespace ModelGen.Generator.Planning.Lanes;

/// <summary>Plans training with examples in the lanes of vectors: for networks that go over images, in batches that fill a vector.</summary>
/// <remarks>
/// Then convolution, pooling and everything elementwise is vector code without shuffles or rests: an instruction does the same for 16 examples, whatever
/// the sizes of pictures, kernels and channels. Networks of dense layers alone are as fast with rows of examples, and need no copies.
/// </remarks>
internal static class LanePlanner
{
    private const int LargestPortion = 64;

    // The cells of a pooling window are written out.
    private const int MostCells = 64;

    // Two blocks fill the tiles of dense layers, and what a network of this kind keeps of them stays in a second-level cache of a megabyte: 64 examples of LeNet-5
    // take 6 to 13 % longer at once than as two groups, depending on where the system puts their pages.
    private const int LargestGroup = 32;

    // A second-level cache of a megabyte holds what a portion keeps between layers, and weights beside it.
    private const int ScratchBudgetInBytes = 512 * 1024;

    /// <summary>Why a network is better in rows; null if it suits.</summary>
    private static string? Obstacle(OpGraph graph, int maxBatch) =>
        maxBatch < LaneLayout.Block ? $"MaxBatch is {maxBatch}, and a block has {LaneLayout.Block} examples"
        : graph.Steps.Any(s => s.Op is GatherOp) ? "rows of a table are looked up"
        : graph.Steps.Any(s => s.Op is ScanOp) ? "a state goes over time"
        : graph.LossCount is not null ? "the loss is the mean over positions, which are counted over the batch"
        : graph.Steps.Any(s => s.Op.Output.IsIndex) ? "sequences have lengths of their own"
        : graph.Steps.Select(s => s.Op).OfType<MapOp>().Any(m => m.Bodies.Any(b => b.Descendants().OfType<RowPosition>().Any())) ? "a formula asks for the row"
        : graph.Ops(Pass.Forward).Any(op => op is MaxPoolOp || (op is ContractOp contract && contract.AMap.Indices.Concat(contract.BMap.Indices).Any(i => i.Terms.Count > 1))) ? null
        : "nothing goes over images, and rows are as fast without copies";

    /// <summary>The plan; null if the network does not suit, or something in the graph has no form with examples in the lanes.</summary>
    /// <param name="obstacle">Why there is none; else null.</param>
    public static ModelPlan? Plan(OpGraph graph, OpGraph? classes, Layouts layouts, int maxBatch, int size, out string? obstacle)
    {
        obstacle = Obstacle(graph, maxBatch);
        try
        {
            return obstacle is null ? new Programs(graph, classes, layouts, maxBatch, size).Plan() : null;
        }
        catch (NotSupportedException e)
        {
            obstacle = e.Message;
            return null;
        }
    }

    private sealed class Programs(OpGraph graph, OpGraph? classes, Layouts layouts, int maxBatch, int size)
    {
        private readonly LaneValues _values = new(graph, classes);
        private readonly LaneValues _predicting = new(graph.Predicting, null);

        // The draws of dropout count the examples of a batch.
        private readonly bool _isGrouped = maxBatch > LargestGroup && GroupPrograms.AreApart(graph) && !graph.HasDropout;

        // The examples that activations have room for.
        private int Room => _isGrouped ? LargestGroup : LaneLayout.Blocks(maxBatch) * LaneLayout.Block;

        public ModelPlan Plan()
        {
            BufferPlan persistent = Persistent();
            PlannedProgram predict = new("Predict", PlanarActivations.Apply(Fusion.Apply(StepPrograms.Predict(graph)), [graph.Predicting.Output.Storage]), persistent);
            Value output = graph.Predicting.Output.Storage;
            Value[] between = [.. predict.Steps.SelectMany(s => s.Stored).Where(v => v != output)];
            Scratch predicting = Scratch.For(between, size, LanePlan.FewestExamples - 1);
            LanePlan lanes = PlanPredict() with { Group = _isGrouped ? LargestGroup : 0 };
            if (graph.Loss is null)
            {
                return new ModelPlan(graph, persistent, predict, predicting, predicting, null, null, []) { Lanes = lanes };
            }

            OpGraph[] graphs = [.. new[] { graph, classes, graph.Given }.OfType<OpGraph>().Select(PoolGradients.MoveBeforeRouting)];
            PlannedProgram forward = PlanForward(graphs, persistent);
            bool updates = graph.Ops(Pass.Update).Count > 0, isSliced = Planner.IsSliced(graph, maxBatch);
            PlannedProgram? update = Planner.Update(graph, forward.Buffers, layouts, maxBatch);
            TargetPlan[] targets =
            [
                .. graphs.Select(g =>
                {
                    PlannedProgram loss = new("Loss", Fusion.Apply(StepPrograms.Loss(g)), persistent);
                    if (_isGrouped)
                    {
                        GroupPrograms programs = GroupPrograms.Of(g);
                        return new TargetPlan(g, loss, After(forward, "Backward", g, programs.Group), null)
                        {
                            Finish = new PlannedProgram("Finish", Fusion.Apply(programs.Finish), persistent),
                        };
                    }

                    return new TargetPlan(
                        g,
                        loss,
                        After(forward, "Backward", g, StepPrograms.Backward(g, isSliced)),
                        updates && !g.TakesGradients && Planner.UpdatesCheaply(g) ? Coalescing.Apply(After(forward, "Train", g, StepPrograms.Train(g))) : null);
                }),
            ];

            // Evaluate lets Predict use the beginning of its scratch.
            Value[] judged = [.. targets.Where(t => !t.IsGradients).SelectMany(t => t.LossOfPortion).SelectMany(s => s.Stored)];
            Scratch evaluating = Scratch.For([.. between, output, .. judged], size);
            return new ModelPlan(graph, persistent, predict, predicting, evaluating, forward, update, targets.ToEquatableArray())
            {
                Lanes = lanes,
                Statistics = Planner.Statistics(graph, persistent),
                IsSliced = isSliced,
            };
        }

        /// <summary>With groups, the inputs wait for the backward pass as rows, and the outputs of all groups are there when Forward ends.</summary>
        private BufferPlan Persistent()
        {
            BufferPlan plan = BufferPlanner.Persistent(graph, _isGrouped ? maxBatch : Room, keepsInput: _isGrouped);
            if (!_isGrouped)
            {
                return plan;
            }

            long length = BufferPlanner.LengthOf(_values.Output, maxBatch);
            return plan with
            {
                Arena = [.. plan.Arena, new Slot(_values.Output, plan.ArenaLength, length, -1, int.MaxValue)],
                ArenaLength = plan.ArenaLength + ((length + LaneLayout.Block - 1) / LaneLayout.Block * LaneLayout.Block),
            };
        }

        private LanePlan PlanPredict()
        {
            EquatableArray<Step> steps = [ToLanes(graph.Input, _predicting), .. Steps(StepPrograms.Predict(graph), _predicting), OutputToRows(_predicting)];
            long perExample = steps.SelectMany(s => s.Stored).Sum(v => (long)v.Shape.Length);
            int portion = (int)Math.Max(LaneLayout.Block, Math.Min(LargestPortion, ScratchBudgetInBytes / (size * perExample) / LaneLayout.Block * LaneLayout.Block));
            BufferPlan empty = new(0, [], [], 0);
            return new LanePlan(_values.Output, _predicting.Output, new PlannedProgram("PredictMany", steps, BufferPlanner.Place(empty, steps, 0, portion, v => Planner.LastRead(steps, v))), portion);
        }

        private PlannedProgram PlanForward(OpGraph[] graphs, BufferPlan persistent)
        {
            StepProgram[] programs = [.. graphs.Select(g => StepPrograms.Forward(g, Planner.IsSliced(graph, maxBatch)))];
            StepProgram forward = programs[0] with { Kept = [.. programs.SelectMany(p => p.Kept).Distinct()] };
            HashSet<Value> kept = [.. _values.InLanes(forward).Kept.Select(v => v.Storage), _values.Output];
            if (graphs.Any(g => g.Ops(Pass.Backward).Any(op => op.Inputs.Any(i => i.Storage == g.Input))))
            {
                kept.Add(_values.InLanes(graph.Input));
            }

            return Place("Forward", [ToLanes(graph.Input, _values), .. Steps(forward, _values), OutputToRows(_values)], persistent, 0, kept.Contains);
        }

        private PlannedProgram After(PlannedProgram forward, string name, OpGraph g, StepProgram program)
        {
            IEnumerable<Step> gradient = g.InputGradient is { } rows ? [new LaneCopyStep(_values.InLanes(rows), rows, ToLanes: false) { Stored = [rows] }] : [];
            return Place(name, [ToLanes(g.Target!, _values), .. Steps(program, _values), .. gradient], forward.Buffers, forward.Steps.Count, _ => false);
        }

        private EquatableArray<Step> Steps(StepProgram program, LaneValues values)
        {
            EquatableArray<Step> steps = LaneFusion.Apply(values.InLanes(program));
            foreach (LaneContractStep step in steps.OfType<LaneContractStep>())
            {
                if (step.Contraction.Window.Concat(step.Contraction.Cells).Aggregate(1L, (cells, axis) => cells * axis.Extent) > MostCells)
                {
                    throw new NotSupportedException("the cells of a window are written out");
                }

                NestBuilder.Build(step.Contraction, layouts.Stride);
            }

            return steps;
        }

        private static LaneCopyStep ToLanes(Value rows, LaneValues values) => new(rows, values.InLanes(rows), ToLanes: true) { Stored = [values.InLanes(rows)] };

        private static LaneCopyStep OutputToRows(LaneValues values) => new(values.OutputInLanes, values.Output, ToLanes: false) { Stored = [values.Output] };

        private PlannedProgram Place(string name, EquatableArray<Step> steps, BufferPlan buffers, int first, Func<Value, bool> keeps) => new(
            name,
            steps,
            BufferPlanner.Place(buffers, steps, first, Room, value => keeps(value) ? int.MaxValue : first + Planner.LastRead(steps, value)));
    }
}
