using System.Collections.Generic;
using System.Linq;
using ModelGen.Generator.Graph;
using ModelGen.Generator.Kernels;
using ModelGen.Generator.Planning;

namespace ModelGen.Generator.Emission;

/// <summary>The buffer plan for a reader: place, name and shape of what lies in the arena.</summary>
internal static class MemoryTable
{
    public static IEnumerable<string> Of(ModelPlan plan, Layouts layouts)
    {
        PlannedProgram widest = plan.Targets.Select(t => t.Train ?? t.Backward).OrderByDescending(p => p.Buffers.ArenaLength).First();
        MemoryShapes shapes = new([.. plan.Forward!.Steps, .. widest.Steps], layouts);
        Parameter[] parameters = [.. plan.Graph.Parameters];
        Parameter? first = parameters.FirstOrDefault(p => p.Gradient is not null);
        HashSet<Value> lead = [.. first is null ? [] : OfEach(first)], follow = [.. parameters.Where(p => p != first).SelectMany(OfEach)];
        foreach (Slot slot in widest.Buffers.Arena.Where(s => !parameters.Any(p => p.Value == s.Value) && !follow.Contains(s.Value)).OrderBy(s => s.Offset))
        {
            string more = slot.To != int.MaxValue ? " (shared)" : lead.Contains(slot.Value) && parameters.Length > 1 ? " and so on in the order of the parameters" : "";
            yield return $"{slot.Offset} {slot.Value.Name} {shapes.Of(slot.Value)}{more}";
        }
    }

    /// <summary>What lies parallel to the parameters: its gradient, and the optimizer's memory.</summary>
    private static IEnumerable<Value> OfEach(Parameter parameter) =>
        parameter.States.Select(s => s.Value).Concat(parameter.Gradient is { } gradient ? [gradient] : []);
}
