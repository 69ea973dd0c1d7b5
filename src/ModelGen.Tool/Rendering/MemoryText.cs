using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator;
using ModelGen.Generator.Emission;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Planning;
using ModelGen.Generator.ReferenceForm;

namespace ModelGen.Tool.Rendering;

/// <summary>Where values lie, and which share memory.</summary>
internal static class MemoryText
{
    public static IEnumerable<string> Of(CompiledModel model)
    {
        ModelPlan plan = model.Plan;
        yield return $"Parameters: {Numbers.Count(plan.Buffers.ParameterCount, "number")}";
        foreach (Slot slot in plan.Buffers.Parameters)
        {
            yield return Line(slot.Offset, slot.Length, $"{slot.Value.Name} {model.Layouts.InMemory(slot.Value)}");
        }

        if (plan.Stream is { } stream)
        {
            yield return "";
            yield return $"Stream: {Numbers.Count(stream.StateLength, "number")} carried from step to step";
            foreach (Slot slot in stream.States)
            {
                yield return Line(slot.Offset, slot.Length, $"{slot.Value.Name} {model.Layouts.InMemory(slot.Value)}");
            }
        }

        if (plan.Forward is not null)
        {
            yield return "";
            yield return $"Training: {Numbers.Count(plan.ArenaLength, "number")} for {Numbers.Count(model.Network.MaxBatch, "example")}; steps are counted through Forward and what follows it";
            foreach (string line in Arena(model))
            {
                yield return line;
            }
        }

        yield return "";
        Scratch scratch = plan.PredictScratch;
        yield return scratch.IsNeeded
            ? $"Predict: {Numbers.Count(scratch.PerExample, "number")} an example, {Numbers.Count(scratch.Portion, "example")} at a time, {(scratch.OnStack ? "on the stack" : "once for each thread")}"
            : "Predict: nothing is kept between steps";
        foreach ((Value value, long offset) in scratch.Values)
        {
            yield return Line(offset, value.Shape.Length, $"{value.Name} {model.Layouts.InMemory(value)}");
        }
    }

    /// <summary>The memory of plain loops, where nothing is shared.</summary>
    public static IEnumerable<string> Of(ReferenceModel model)
    {
        foreach ((string name, ReferencePlan? plan) in new[] { ("Inference", model.Inference), ("Reference", model.Training) })
        {
            if (plan is null)
            {
                continue;
            }

            if (plan == model.Training)
            {
                yield return "";
            }

            string where = plan == model.Inference ? model.OnStack ? ", on the stack" : ", once for each thread" : "";
            yield return $"{name}: {Numbers.Count(plan.Length, "number")} for {Numbers.Count(plan.MaxBatch, "example")} at a time{where}; no tensor shares its place";
            foreach (ReferencePlace place in plan.Tensors.Where(t => !t.IsParameter).OrderBy(t => t.Offset).ThenByDescending(t => BufferPlanner.LengthOf(t.Value, plan.MaxBatch)))
            {
                yield return Line(place.Offset, BufferPlanner.LengthOf(place.Value, plan.MaxBatch), $"{place.Value.Name} {place.Value.Shape}");
            }
        }
    }

    private static IEnumerable<string> Arena(CompiledModel model)
    {
        PlannedProgram widest = model.Plan.Targets.Select(t => t.Train ?? t.Backward).OrderByDescending(p => p.Buffers.ArenaLength).First();
        MemoryShapes shapes = new([.. model.Plan.Forward!.Steps, .. widest.Steps], model.Layouts);
        Slot[] slots = [.. widest.Buffers.Arena.Where(s => model.Plan.Buffers.Parameters.All(p => p.Value != s.Value)).OrderBy(s => s.Offset).ThenBy(s => s.From)];
        foreach (Slot slot in slots)
        {
            string life = slot.To == int.MaxValue ? slot.From < 0 ? "" : $", from step {slot.From + 1} on" : slot.From == slot.To ? $", in step {slot.From + 1}" : $", steps {slot.From + 1} to {slot.To + 1}";
            string[] shared = [.. slots.Where(s => s != slot && s.Offset < slot.Offset + slot.Length && slot.Offset < s.Offset + s.Length).Select(s => s.Value.Name)];
            yield return Line(slot.Offset, slot.Length, $"{slot.Value.Name} {shapes.Of(slot.Value)}{life}{(shared.Length == 0 ? "" : $", where {string.Join(" and ", shared)} {(shared.Length == 1 ? "is" : "are")} at other times")}");
        }
    }

    private static string Line(long offset, long length, string what) => $"{Numbers.Whole(offset),11}  {Numbers.Whole(length),9}  {what}";
}
