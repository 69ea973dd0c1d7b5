using System;
using System.Linq;
using ModelGen.Generator.Common;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.ReferenceForm;

/// <summary>A model whose only code is the reference form: what its members run, and where they find what they hand out.</summary>
/// <param name="Training">Null without a loss.</param>
/// <param name="Inference">With room for a portion of the examples; a longer batch goes through it in portions.</param>
/// <param name="OnStack">Whether the memory of an inference is on the stack; else each thread has it once.</param>
/// <param name="Frame">Parameters, gradients and states, as every model has them, and programs without steps.</param>
internal sealed record ReferenceModel(ReferencePlan? Training, ReferencePlan Inference, bool OnStack, ModelPlan Frame)
{
    // As much of the stack as fast code takes.
    private const int StackBudgetInBytes = 32 * 1024;

    // One example after another is as good; more of them make the memory a little less often.
    private const int LargestPortion = 16;

    /// <param name="size">The bytes of a number.</param>
    public static ReferenceModel Of(OpGraph graph, OpGraph? classes, Layouts layouts, int maxBatch, int size)
    {
        BufferPlan persistent = BufferPlanner.Persistent(graph, maxBatch);
        ReferencePlan? training = graph.Loss is null ? null : ReferencePlanner.ForTraining(graph, persistent, classes is not null, layouts, maxBatch);
        ReferencePlan inference = ReferencePlanner.ForInference(graph, persistent, classes is not null, layouts, 1);
        long fitting = StackBudgetInBytes / (size * Math.Max(1, inference.Length));
        if (fitting > 1)
        {
            inference = ReferencePlanner.ForInference(graph, persistent, classes is not null, layouts, (int)Math.Min(fitting, LargestPortion));
        }

        return new ReferenceModel(training, inference, fitting >= 1, FrameOf(graph, classes, persistent, training, inference, fitting >= 1));
    }

    private static ModelPlan FrameOf(OpGraph graph, OpGraph? classes, BufferPlan persistent, ReferencePlan? training, ReferencePlan inference, bool onStack)
    {
        BufferPlan buffers = persistent with { ArenaLength = training?.Length ?? 0 };
        PlannedProgram Program(string name) => new(name, [], buffers);
        Scratch scratch = new([], (inference.Length + inference.MaxBatch - 1) / inference.MaxBatch, inference.MaxBatch, onStack, onStack);
        return new ModelPlan(
            graph,
            buffers,
            Program("Predict"),
            scratch,
            scratch,
            training is null ? null : Program("Forward"),
            training?.Training!.Update is null ? null : Program("Update"),
            training is null ? [] : [.. new[] { graph, classes, graph.Given }.OfType<OpGraph>().Select(g => new TargetPlan(g, Program("Loss"), Program("Backward"), null))]);
    }
}
