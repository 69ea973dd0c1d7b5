using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>
/// What the passes of a training step take beside the examples so that threads can run them for slices of a batch: what one example counts for, and, where the
/// batch has statistics, the slice, which meets the others to agree on them. Each text ends with a comma, for the number of examples behind it.
/// </summary>
internal static class SliceText
{
    /// <summary>Whether threads may run the passes of a step for slices; else a pass sees the whole batch and finds out what an example counts for itself.</summary>
    public static bool IsSliced(EmissionContext context) => context.Plan.IsSliced;

    /// <summary>The parameters of a pass.</summary>
    public static string Parameters(EmissionContext context, PlannedProgram program) => Text(
        context, program, $"{context.T} perExample, ", $"~TrainingSlice<{context.T}> slice, ");

    /// <summary>The arguments for a whole batch.</summary>
    /// <param name="examples">The number of examples in it.</param>
    public static string OfBatch(EmissionContext context, PlannedProgram program, string examples) => Text(
        context, program, $"{PerExample(context, examples)}, ", "null, ");

    /// <summary>The arguments for a slice.</summary>
    public static string OfSlice(EmissionContext context, PlannedProgram program) => Text(context, program, "perExample, ", "slice, ");

    /// <summary>What an example counts for where nothing is cut.</summary>
    public static string PerExample(EmissionContext context, string examples) => $"{Literal.Of(1, context.Network.Precision)} / {examples}";

    /// <summary>Whether a pass needs to know what an example counts for: a mean loss and its gradients do.</summary>
    public static bool TakesPerExample(EmissionContext context, PlannedProgram program) =>
        program != context.Plan.Forward || TakesPerExample(program);

    public static bool TakesPerExample(PlannedProgram program) => program.Steps.Any(s => KernelSignature.Of(s).Numbers.Contains(StepScalar.PerExample));

    private static string Text(EmissionContext context, PlannedProgram program, string perExample, string slice) => IsSliced(context)
        ? (TakesPerExample(context, program) ? perExample : "") + (program.Steps.Any(s => s is SliceMeanStep) ? slice : "")
        : "";
}
