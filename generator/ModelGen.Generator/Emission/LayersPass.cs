using System;
using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Kernels.Passes;
using ModelGen.Generator.Planning;
using ModelGen.Generator.Planning.Lanes;

namespace ModelGen.Generator.Emission;

/// <summary>
/// What is behind the loss in a pass to the gradients: the same steps for targets that are numbers, classes or gradients of the outputs. Where a model takes several, they
/// are a method of their own, which both passes call.
/// </summary>
/// <param name="name">The pass's name: Backward, Train.</param>
/// <param name="programOf">The steps of the pass for each kind of targets.</param>
/// <param name="resultOf">What the pass gives back, which must be known before the method is called.</param>
/// <param name="placeOf">Where a value is; null if it is a parameter.</param>
internal sealed class LayersPass(
    EmissionContext context,
    ProgramEmitter programs,
    string name,
    Func<TargetPlan, PlannedProgram> programOf,
    Func<TargetPlan, Value> resultOf,
    Func<TargetPlan, Value, TensorPlace?> placeOf)
{
    // Fewer do not need a method.
    private const int FewestSteps = 4;

    /// <summary>Prints the steps of a pass, and the call of the method if there is one.</summary>
    /// <param name="between">Prints what stands behind the declarations.</param>
    public void EmitSteps(TargetPlan plan, Action between)
    {
        Step[] steps = [.. IsShared ? LossOf(plan) : programOf(plan).Steps];
        programs.Emit(programOf(plan).Name, steps, value => placeOf(plan, value), between);
        if (IsShared)
        {
            (string Type, string Name)[] others = [.. ParametersOf(plan)];
            programs.Writer.Line($"{name}Layers(ref parameters, ref arena, {string.Concat(others.Select(p => p.Type.StartsWith("ref ", StringComparison.Ordinal) ? $"ref {p.Name}, " : $"{p.Name}, "))}batch);");
        }
    }

    /// <summary>Prints the method, once for all kinds of targets.</summary>
    public void EmitMethod(TargetPlan plan)
    {
        if (!IsShared || plan != context.Plan.Targets[0])
        {
            return;
        }

        programs.Writer.Line();
        programs.Writer.Line($"/// <summary>Behind the loss: {(name == "Train" ? "parameters are updated while their gradients are at hand" : "the gradients of all parameters")}.</summary>");
        string others = string.Concat(ParametersOf(plan).Select(p => $"{p.Type} {p.Name}, "));
        using (programs.Method($"private static void {name}Layers(ref {context.T} parameters, ref {context.T} arena, {others}nint batch)"))
        {
            programs.Emit(programOf(plan).Name, LayersOf(plan), value => placeOf(plan, value));
        }
    }

    private TargetPlan[] Targets => [.. context.Plan.Targets.Where(t => name != "Train" || !t.IsGradients)];

    private bool IsShared => Targets.Length > 1 && LayersOf(Targets[0]).Count() >= FewestSteps && Targets.All(other => AreSame(Targets[0], other));

    /// <summary>The steps up to the last that reads the target or gives a number.</summary>
    private IEnumerable<Step> LossOf(TargetPlan plan) => programOf(plan).Steps.Take(LengthOfLoss(plan));

    private IEnumerable<Step> LayersOf(TargetPlan plan) => programOf(plan).Steps.Skip(LengthOfLoss(plan));

    private int LengthOfLoss(TargetPlan plan)
    {
        Step[] steps = [.. programOf(plan).Steps];
        return Array.FindLastIndex(steps, s => s is ScalarStep || s.Loaded.Contains(plan.Target) || s.Computes(resultOf(plan))) + 1;
    }

    /// <summary>Whether the steps behind the loss run the same kernels on the same memory.</summary>
    private bool AreSame(TargetPlan plan, TargetPlan other)
    {
        Step[] layers = [.. LayersOf(plan)], others = [.. LayersOf(other)];
        return layers.Length == others.Length && layers.Zip(others, IsSame).All(same => same);

        bool IsSame(Step a, Step b)
        {
            KernelSignature first = KernelSignature.Of(a), second = KernelSignature.Of(b);
            return a.GetType() == b.GetType() && first.Arguments() == second.Arguments() && first.Returns is null && second.Returns is null
                && first.Buffers.Select(v => Place(plan, v)).SequenceEqual(second.Buffers.Select(v => Place(other, v)))
                && (a, b) switch
                {
                    (ScanStep s, ScanStep t) => s.Turn.Count == t.Turn.Count && s.Turn.Zip(t.Turn, programs.HaveSameKernel).All(same => same)
                        && s.Slices.Select(x => (x.One.Name, x.All.Name, x.Shift)).SequenceEqual(t.Slices.Select(x => (x.One.Name, x.All.Name, x.Shift))),
                    (ByTimeStep s, ByTimeStep t) => (s.Move.GoesByTime, s.Move.Offset, s.Move.IsReversed) == (t.Move.GoesByTime, t.Move.Offset, t.Move.IsReversed),
                    (TransposeStep s, TransposeStep t) => (s.Source.Name, s.Copy.Name) == (t.Source.Name, t.Copy.Name),
                    (LaneCopyStep s, LaneCopyStep t) => (s.Source.Name, s.Copy.Name, s.ToLanes) == (t.Source.Name, t.Copy.Name, t.ToLanes),
                    (SliceMeanStep s, SliceMeanStep t) => s.Value.Name == t.Value.Name,
                    _ => programs.HaveSameKernel(a, b),
                };
        }
    }

    private TensorPlace? Place(TargetPlan plan, Value value) => value.Role == ValueRole.Constant ? new TensorPlace(value.Name) : placeOf(plan, value);

    /// <summary>What the method takes beside parameters, arena and batch.</summary>
    private IEnumerable<(string Type, string Name)> ParametersOf(TargetPlan plan)
    {
        Step[] layers = [.. LayersOf(plan)];
        IEnumerable<string> tensors = layers.SelectMany(s => KernelSignature.Of(s).Buffers).Distinct()
            .Where(b => b.Role != ValueRole.Constant && placeOf(plan, b) is null).Select(b => b.Name);
        IEnumerable<string> numbers = layers.SelectMany(s => KernelSignature.Of(s).Numbers).Distinct();
        return
        [
            .. tensors.Select(n => ($"ref {context.T}", n)),
            .. numbers.Select(n => (context.T, n)),
            .. layers.Any(s => s is SliceMeanStep) ? new[] { ($"~TrainingSlice<{context.T}>", "slice") } : [],
        ];
    }
}
